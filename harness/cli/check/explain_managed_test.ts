// Prerequisites with the reason of a managed setting beside them.
import { assertEquals } from "@std/assert";
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { EffectiveSetting } from "../../profile/effective/effective_setting.ts";
import { addExplanations } from "./explain_managed.ts";

const PREREQUISITE: Prerequisite = {
  id: "behavior-monitoring",
  title: "Behavior monitoring",
  severity: "required",
  status: "unmet",
  detail: "It is disabled",
  evidence: [],
  remedy: null,
  waiver: null,
};
const SETTING: EffectiveSetting = {
  id: "behavior-monitoring",
  title: "Behavior monitoring",
  status: "overridden",
  profile: null,
  agent: null,
  explanation: "Somebody else says so",
  remedy: "Ask them",
};

Deno.test("addExplanations() adds the reason to the prerequisite it belongs to, and changes no status", () => {
  const other = { ...PREREQUISITE, id: "onboarded" } as const;
  const [first, second] = addExplanations([PREREQUISITE, other], [SETTING]);
  assertEquals(first, { ...PREREQUISITE, detail: "It is disabled. Somebody else says so. Ask them" });
  assertEquals(second, other);
});

Deno.test("addExplanations() leaves one remedy: that of the comparison, or the prerequisite's own when a profile is it", () => {
  const unmet = { ...PREREQUISITE, remedy: "Set it in the profile" };
  for (const [remedy, kept] of [["Ask them", "Ask them"], [null, "Set it in the profile"]] as const) {
    assertEquals(addExplanations([unmet], [{ ...SETTING, remedy }]), [
      { ...unmet, detail: "It is disabled. Somebody else says so", remedy: kept },
    ]);
  }
});

Deno.test("addExplanations() gives a managed switch one remedy, also where it says that nothing may change it", () => {
  const change = { ...PREREQUISITE, id: "change-allowed", remedy: "Set it in the profile" } as const;
  const [first] = addExplanations([change], [SETTING]);
  assertEquals(first, { ...change, remedy: "Ask them" });
  assertEquals(addExplanations([change], [{ ...SETTING, status: "not-installed" }]), [change]);
});

Deno.test("addExplanations() is silent when no profile has a say or nobody could tell", () => {
  for (const status of ["not-installed", "not-set", "unknown"] as const) {
    assertEquals(addExplanations([PREREQUISITE], [{ ...SETTING, status }]), [PREREQUISITE]);
  }
});
