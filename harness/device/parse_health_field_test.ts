import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { parseHealthDetails } from "./parse_health_details.ts";
import { parseHealthField } from "./parse_health_field.ts";

Deno.test("parseHealthField() reads bare, quoted and managed values behind a banner", () => {
  assertEquals(parseHealthField('"enabled"\n'), { value: "enabled", managed: false });
  assertEquals(parseHealthField("ATTENTION: No license found.\ntrue\n"), { value: true, managed: false });
  assertEquals(parseHealthField('"disabled" [managed]'), { value: "disabled", managed: true });
  assertEquals(parseHealthField("88"), { value: 88, managed: false });
  assertEquals(parseHealthField("[]"), { value: [], managed: false });
  assertEquals(parseHealthField("Jan 16, 2026 at 07:42:45 AM").value, "Jan 16, 2026 at 07:42:45 AM");
});

Deno.test("parseHealthField() refuses silence and cut values", () => {
  for (const input of ["", "\n", "ATTENTION: expired", '"enab', "[1,"]) {
    const { code } = assertThrows(() => parseHealthField(input), HarnessError, undefined, input);
    assertEquals(code, "agent/health-unreadable");
  }
});

Deno.test("parseHealthDetails() reads a section, with the colon unspaced or missing", () => {
  const section = 'user@mac ~ % mdatp health --details features\nbehavior_monitoring     :"disabled"\n' +
    'v2_thing : false[managed]\nengine_check "enabled"';
  assertEquals(parseHealthDetails(section), {
    behavior_monitoring: { value: "disabled", managed: false },
    v2_thing: { value: false, managed: true },
    engine_check: { value: "enabled", managed: false },
  });
});

Deno.test("parseHealthDetails() refuses silence, other outputs and cut sections", () => {
  const inputs = [
    "",
    "...",
    "Usage: mdatp health",
    "{}",
    'Id: "a"\nName: b',
    "scan_archives : true\nscan_hist",
    'a_b : "x',
  ];
  for (const input of inputs) {
    const { code } = assertThrows(() => parseHealthDetails(input), HarnessError, undefined, input);
    assertEquals(code, "agent/health-unreadable");
  }
});
