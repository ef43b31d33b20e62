import { assertEquals } from "@std/assert";
import { parseSignature } from "./parse_signature.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const said = (stderr: string, exitCode = 0) =>
  parseSignature({ exitCode, stdout: bytes(""), stderr: bytes(stderr) });

Deno.test("parseSignature() knows the vendor's team, and believes it of a whole signature only", () => {
  const text = "Executable=/Applications/X.app/Contents/MacOS/wdavdaemon\nIdentifier=com.microsoft.wdav\n" +
    "Authority=Developer ID Application: Microsoft Corporation (UBF8T346G9)\nTeamIdentifier=UBF8T346G9\n";
  const whole = { identifier: "com.microsoft.wdav", teamId: "UBF8T346G9", isVendors: true };
  assertEquals(said(text), whole);
  assertEquals(said(text, 1), { ...whole, isVendors: false });
  assertEquals(said(text.replace("TeamIdentifier=UBF8T346G9", "TeamIdentifier=not set")).isVendors, false);
});

Deno.test("parseSignature() finds nothing in what codesign says of an unsigned program", () => {
  assertEquals(said("/usr/local/bin/mdatp: code object is not signed at all\n", 1), {
    identifier: null,
    teamId: null,
    isVendors: false,
  });
});
