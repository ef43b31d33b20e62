// Adds to the prerequisites why a managed setting is as it is: followed, overridden, rejected, for a user, …
import type { Prerequisite, PrerequisiteId } from "../../model/prerequisite.ts";
import type { Host } from "../../ports/host.ts";
import { compareEffective, explainManagedSetting } from "../../profile/effective/compare_effective.ts";
import type { EffectiveSetting, EffectiveStatus } from "../../profile/effective/effective_setting.ts";
import { gatherFromDevice } from "../profile/gather_effective.ts";
import type { DeviceFacts } from "../../prerequisites/device_facts.ts";
import type { ChosenDevice } from "../../run/open_device.ts";

const PREREQUISITE_OF: Readonly<Record<string, PrerequisiteId>> = {
  "behavior-monitoring": "behavior-monitoring",
  "real-time-protection": "real-time-protection",
  "cloud-protection": "cloud-protection",
  "tamper-protection": "change-allowed",
};
/** No profile has a say, or nobody could tell: the prerequisite speaks for itself. */
const SILENT: ReadonlySet<EffectiveStatus> = new Set<EffectiveStatus>([
  "not-installed",
  "not-set",
  "unknown",
]);

/** The same prerequisites, with a sentence more where a profile or policy has a say. Never a reason to fail. */
export async function explainManaged(
  host: Host,
  device: ChosenDevice,
  { prerequisites, facts }: {
    readonly prerequisites: readonly Prerequisite[];
    readonly facts: Pick<DeviceFacts, "health" | "behaviorMonitoring">;
  },
): Promise<readonly Prerequisite[]> {
  const root = device.simulated?.root ?? "";
  // What the checks have read already is not asked a second time.
  const known = {
    platform: device.platform,
    readHealth: () => Promise.resolve(facts.health),
    readBehaviorMonitoring: () => Promise.resolve(facts.behaviorMonitoring),
  };
  const inputs = await gatherFromDevice(host, known, { root });
  return addExplanations(prerequisites, compareEffective(inputs).settings);
}

/** A change is not allowed because the switch is managed: then its remedy is the switch's, from the same place. */
function withSwitchRemedy(prerequisite: Prerequisite, spoken: readonly EffectiveSetting[]): Prerequisite {
  const remedy = spoken.find(({ id }) => id === "behavior-monitoring")?.remedy ?? null;
  const isManaged = prerequisite.id === "change-allowed" && prerequisite.status === "unmet";
  return isManaged && remedy !== null ? { ...prerequisite, remedy } : prerequisite;
}

/** Puts explanations beside the prerequisites they belong to. */
export function addExplanations(
  prerequisites: readonly Prerequisite[],
  settings: readonly EffectiveSetting[],
): readonly Prerequisite[] {
  const spoken = settings.filter(({ status }) => !SILENT.has(status));
  return prerequisites.map((prerequisite) => {
    const setting = spoken.find(({ id }) => PREREQUISITE_OF[id] === prerequisite.id);
    if (setting === undefined) return withSwitchRemedy(prerequisite, spoken);
    // One remedy, not two that differ: the comparison knows more of where the value comes from.
    return prerequisite.remedy === null
      ? { ...prerequisite, detail: `${prerequisite.detail}. ${explainManagedSetting(setting)}` }
      : {
        ...prerequisite,
        detail: `${prerequisite.detail}. ${setting.explanation}`,
        remedy: setting.remedy ?? prerequisite.remedy,
      };
  });
}
