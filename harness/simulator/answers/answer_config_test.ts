import type { OnOff } from "../../model/on_off.ts";
import { assert, assertEquals } from "@std/assert";
import { answerConfig } from "./answer_config.ts";
import { findProfile } from "../profiles/profiles.ts";
import { simulatedContext } from "../testing/simulated_context.ts";

function change(id: string, value: string, current?: OnOff) {
  const profile = findProfile(id);
  assert(profile !== null, id);
  const { settings } = simulatedContext(profile);
  const now = current === undefined ? settings : { ...settings, behaviorMonitoring: current };
  return answerConfig("behavior-monitoring", value, { profile, settings: now });
}

Deno.test("answerConfig() changes a setting", () => {
  const { stdout, exitCode, settings } = change("off-by-default", "enabled");
  assertEquals([stdout, exitCode], ["Configuration property updated.\n", 0]);
  assertEquals(settings?.behaviorMonitoring, "enabled");
});

Deno.test("answerConfig() fails when the value is the current one", () => {
  assertEquals(change("off-by-default", "disabled"), {
    stdout: "New setting value is the same as the current value\n",
    exitCode: 1,
    settings: null,
  });
});

Deno.test("answerConfig() refuses without a word, changing nothing", () => {
  const refused = { stdout: "", exitCode: 1, settings: null };
  assertEquals(change("refuses-change", "enabled"), refused);
  assertEquals(change("managed-off", "enabled"), refused);
  assertEquals(change("stuck-on", "disabled", "enabled"), refused);
  assertEquals(change("stuck-on", "enabled").exitCode, 0);
});

Deno.test("answerConfig() lies where the profile does", () => {
  assertEquals(change("lies-about-change", "enabled"), {
    stdout: "Configuration property updated.\n",
    exitCode: 0,
    settings: null,
  });
});

Deno.test("answerConfig() explains itself without a value it knows", () => {
  const { profile, settings } = simulatedContext();
  for (const value of [undefined, "on"]) {
    const answer = answerConfig("real-time-protection-statistics", value, { profile, settings });
    assertEquals(answer, {
      stdout: "Configure real time protection statistics:\n" +
        "  --value arg           Accepted values: enabled, disabled, default\n",
      exitCode: 1,
      settings: null,
    });
  }
});
