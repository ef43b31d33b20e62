import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseAllowed } from "./parse_allowed.ts";

Deno.test("parseAllowed() reads names, bare, quoted, with a word or a bullet before them", () => {
  const list = 'Allowed threats:\n---\nBehavior: MacOS/MacOSChangeFileTest\n"Virus:DOS/EICAR_Test_File"\n' +
    'Name: Trojan:MacOS/A!rfn\nThreat name: "PUA:MacOS/B C"\n- Misleading:MacOS/FRP.A!MTB\n';
  assertEquals(parseAllowed(list), [
    "Behavior:MacOS/MacOSChangeFileTest",
    "Virus:DOS/EICAR_Test_File",
    "Trojan:MacOS/A!rfn",
    "PUA:MacOS/B C",
    "Misleading:MacOS/FRP.A!MTB",
  ]);
});

Deno.test("parseAllowed() finds an empty list only where the agent says so", () => {
  for (
    const none of ["No threats", "No allowed threats.", "No threats allowed\n", "No threats are allowed"]
  ) {
    assertEquals(parseAllowed(none), []);
  }
  const inputs = [
    "",
    "\n",
    "No thr",
    "---",
    "{}",
    "[]",
    "...",
    "Usage: mdatp threat allowed",
    '"Behavior:MacOS/Mac',
    "x\0",
  ];
  for (const input of inputs) {
    const { code } = assertThrows(() => parseAllowed(input), HarnessError, undefined, input);
    assertEquals(code, "agent/detections-unreadable");
  }
});
