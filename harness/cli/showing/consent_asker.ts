// Consent to trigger: an option, or a yes in a terminal, and nothing else.
import type { AskConsent } from "../../run/verify_run.ts";
import type { PlannedMeasurement } from "../../run/measuring/measure_arms.ts";
import { timeInWords } from "../measure/measurement_time.ts";
import type { Host } from "../../ports/host.ts";
import type { ChosenDevice } from "../../run/open_device.ts";

/** Asks at most once, and only a person; in a pipe or in CI the answer is no. */
export function consentAsker(
  { terminal, facts }: Pick<Host, "terminal" | "facts">,
  { consented, measured }: {
    readonly consented: boolean;
    /** Null when nothing is measured. */
    readonly measured: PlannedMeasurement | null;
  },
  { simulated }: Pick<ChosenDevice, "simulated">,
): AskConsent {
  return async (scenarios) => {
    if (consented) return { given: true, how: "option" };
    if (!facts.isInteractive) return { given: false, how: "not-asked" };
    const alerts = scenarios.map(({ portalAlert }) => portalAlert).filter((alert) => alert !== null);
    const consequence = simulated !== null || alerts.length === 0
      ? "This run raises no alert in a portal."
      : `This run raises in your portal: ${[...new Set(alerts)].join("; ")}.`;
    const measuring = measured === null
      ? ""
      : ` Measuring the cost switches behavior monitoring off and on and takes ${timeInWords(measured)}.`;
    const question = `${consequence}${measuring} Run ${scenarios.length} scenarios on this device?`;
    return { given: await terminal.confirm(question), how: "prompt" };
  };
}
