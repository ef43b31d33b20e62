// Consent to trigger: an option, or a yes in a terminal, and nothing else.
import type { RunOptions } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Host } from "../../ports/host.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";
import type { AskConsent } from "../../run/verify_run.ts";
import { runLength } from "../verify/run_length.ts";
import { roundedTime } from "../words/rounded_time.ts";

/** What is consented to. */
export interface ConsentPlan {
  readonly consented: boolean;
  readonly isSimulated: boolean;
  readonly options: RunOptions;
  /** Null when nothing is measured. */
  readonly measured: PlannedMeasurement | null;
}

/** Asks at most once, and only a person; in a pipe or in CI the answer is no. */
export function consentAsker(
  { terminal, facts }: Pick<Host, "terminal" | "facts">,
  plan: ConsentPlan,
): AskConsent {
  return async (scenarios) => {
    if (plan.consented) return { given: true, how: "option" };
    if (!facts.isInteractive) return { given: false, how: "not-asked" };
    return { given: await terminal.confirm(await consentQuestion(scenarios, plan)), how: "prompt" };
  };
}

/** Says what will happen, what others will see of it, how long it takes and how long protection is off. */
async function consentQuestion(scenarios: readonly Scenario[], plan: ConsentPlan): Promise<string> {
  const lines = [
    ...scenariosInWords(scenarios, plan.options),
    alertsInWords(scenarios, plan),
    ...timesInWords(scenarios, plan.options),
    ...(plan.measured === null ? [] : [await measurementInWords(plan.measured)]),
  ];
  return `This will happen on this device:\n${lines.map((line) => `  - ${line}\n`).join("")}Agreed?`;
}

async function measurementInWords(planned: PlannedMeasurement): Promise<string> {
  const { timeInWords } = await import(
    import.meta.resolve("../measure/measurement_time.ts")
  ) as typeof import("../measure/measurement_time.ts");
  return `Then the cost is measured: behavior monitoring is switched off and on, which takes ${
    timeInWords(planned)
  }.`;
}

function scenariosInWords(scenarios: readonly Scenario[], { repeats }: RunOptions): readonly string[] {
  const shown = scenarios.map(({ title, repeatable }) =>
    repeatable && repeats > 1 ? `${title} (${repeats} times)` : title
  );
  const count = scenarios.length === 1 ? "1 scenario runs" : `${scenarios.length} scenarios run`;
  return [
    `${count}, with the vendor's benign scripts or harmless look-alikes: ${shown.join("; ")}.`,
  ];
}

/** The portal puts repeated detections of a device into one alert. */
function alertsInWords(scenarios: readonly Scenario[], { isSimulated }: ConsentPlan): string {
  const titles = new Set(
    scenarios.map(({ portalAlert }) => portalAlert).filter((alert) => alert !== null),
  );
  if (isSimulated || titles.size === 0) return "It raises no alert in a portal.";
  const count = titles.size === 1 ? "1 alert, titled" : `${titles.size} alerts, titled`;
  return `It raises in your portal ${count} ${[...titles].map((title) => `"${title}"`).join(" and ")}.`;
}

function timesInWords(scenarios: readonly Scenario[], options: RunOptions): readonly string[] {
  const { usualMs, longestMs, unprotectedMs } = runLength(scenarios, options);
  const [usual, longest] = [roundedTime(usualMs), roundedTime(longestMs)];
  const end = options.leaveEnabled ? "left on" : "put back at the end";
  return [
    usual === longest
      ? `It takes about ${usual}.`
      : `It takes about ${usual}, and up to ${longest} when nothing is detected.`,
    unprotectedMs === 0
      ? `Behavior monitoring is switched on where it is off, and ${end}; it is never switched off.`
      : `Behavior monitoring is switched off for about ${roundedTime(unprotectedMs)} of it, and ${end}.`,
  ];
}
