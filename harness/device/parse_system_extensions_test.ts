import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseSystemExtensions } from "./parse_system_extensions.ts";

const HEAD = "--- com.apple.system_extension.endpoint_security\n" +
  "enabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n";

Deno.test("parseSystemExtensions() reads both star columns and the state", () => {
  const list = `2 extension(s)\n${HEAD}` +
    "*\t*\tUBF8T346G9\tcom.microsoft.wdav.epsext (101.1.2/101.1.2)\tDefender Endpoint Security\t[activated enabled]\n" +
    "\t*\tUBF8T346G9\tcom.microsoft.wdav.netext (101.1.2/101.1.2)\tDefender Network\t[activated waiting for user]\n";
  assertEquals(parseSystemExtensions(list), [
    {
      enabled: true,
      active: true,
      teamId: "UBF8T346G9",
      bundleId: "com.microsoft.wdav.epsext",
      version: "101.1.2/101.1.2",
      name: "Defender Endpoint Security",
      state: "activated enabled",
    },
    {
      enabled: false,
      active: true,
      teamId: "UBF8T346G9",
      bundleId: "com.microsoft.wdav.netext",
      version: "101.1.2/101.1.2",
      name: "Defender Network",
      state: "activated waiting for user",
    },
  ]);
  assertEquals(parseSystemExtensions("0 extension(s)\n"), []);
});

Deno.test("parseSystemExtensions() refuses silence, other outputs, and a list shorter than it says", () => {
  for (
    const input of [
      "",
      HEAD,
      "2 extension(s)\n",
      "healthy : true",
      `1 extension(s)\n${HEAD}*\t*\tUBF8T346G9\tcom.x (1`,
    ]
  ) {
    const { code } = assertThrows(() => parseSystemExtensions(input), HarnessError, undefined, input);
    assertEquals(code, "parse/input-unreadable");
  }
});
