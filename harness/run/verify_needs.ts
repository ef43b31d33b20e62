// What `verify` has to know of a device before it runs, and what `check` looks at therefore.
import type { OnOff } from "../model/on_off.ts";
import type { Scenario } from "../model/scenario.ts";
import type { DeviceFactsOptions } from "../prerequisites/device_facts.ts";

/** What a run of these scenarios has to know of the device. */
export function verifyNeeds(
  scenarios: readonly Scenario[],
  { isRoot, scriptFolder = null }: { readonly isRoot: boolean; readonly scriptFolder?: string | null },
): Omit<DeviceFactsOptions, "triggerFiles"> {
  const states = scenarios.map(({ behaviorMonitoring }) => behaviorMonitoring);
  return {
    isRoot,
    scriptFolder,
    triggerFileNames: scenarios.flatMap(({ trigger }) => trigger.files),
    detections: scenarios.map(({ expectation }) => expectation.detection),
    wantedStates: [...new Set<OnOff>(["enabled", ...states])],
  };
}
