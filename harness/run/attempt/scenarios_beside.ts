// Which scenarios run beside each other: controls that cannot get into each other's way. Nobody waits for one of them
// alone, and a detection in any of them has each run again alone.
import type { Scenario } from "../../model/scenario.ts";

/** Scenarios whose triggers start together; mostly one. */
export type ScenariosBeside = readonly [Scenario, ...Scenario[]];

/** Puts together what follows on each other and may run beside each other, in the order given. */
export function scenariosBeside(scenarios: readonly Scenario[]): readonly ScenariosBeside[] {
  return scenarios.reduce<readonly ScenariosBeside[]>((groups, scenario) => {
    const last = groups.at(-1);
    const joins = last !== undefined && last.every((other) => mayRunBeside(scenario, other));
    return joins ? [...groups.slice(0, -1), [...last, scenario]] : [...groups, [scenario]];
  }, []);
}

function mayRunBeside(one: Scenario, other: Scenario): boolean {
  const isControl = ({ expectation, repeatable, neighbours }: Scenario): boolean =>
    expectation.kind === "quiet" && !repeatable && neighbours === 0;
  const { name, type } = one.expectation.detection;
  return isControl(one) && isControl(other) &&
    one.behaviorMonitoring === other.behaviorMonitoring &&
    one.platforms.join() === other.platforms.join() &&
    other.expectation.detection.name === name && other.expectation.detection.type === type &&
    !one.trigger.files.some((file) => other.trigger.files.includes(file));
}
