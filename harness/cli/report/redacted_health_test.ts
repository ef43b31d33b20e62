// What redaction leaves of health reads as before, so that a redacted bundle is judged like the original.
import { assertEquals } from "@std/assert";
import healthJson from "../../device/fixtures/health_json.txt" with { type: "text" };
import healthText from "../../device/fixtures/health.txt" with { type: "text" };
import { HEALTH_FIELDS } from "../../device/health_fields.ts";
import { parseHealth } from "../../device/parse_health.ts";
import { isHarmlessKey, keepHarmlessFacts } from "../../../reports/stored/harmless_facts.ts";

Deno.test("every key of health that is understood survives a redaction", () => {
  for (const key of Object.keys(HEALTH_FIELDS)) assertEquals(isHarmlessKey(key), true, key);
});

Deno.test("health reads the same after a redaction, as text and as JSON, but for what is not understood", () => {
  for (const output of [healthText, healthJson]) {
    const redacted = keepHarmlessFacts(output, () => "value-00000000");
    assertEquals({ ...parseHealth(redacted), other: {} }, { ...parseHealth(output), other: {} });
  }
});
