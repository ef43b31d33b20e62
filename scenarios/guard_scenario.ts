// The guarded form of a scenario: what its scripts do, without the hole that the published text has.
import type { Scenario } from "../harness/model/scenario.ts";

/**
 * Ends the script at its first error, and lets no redirection write to a regular file that is there already. For a
 * path at which nothing is, bash then opens with O_EXCL (`noclobber_open()` in redir.c: read in 4.0, tried with 5.2; the
 * 3.2 of macOS was not at hand), so neither a file nor a link that is planted after the paths were looked at is written
 * to.
 */
const GUARD = "set -eC";

/** The same steps in the same order, but `>>` is `>` on a file that must not exist, and a failed step ends the script. */
export function guardScenario(scenario: Scenario): Scenario {
  const [first, ...others] = scenario.trigger.processes;
  const guard = ({ scriptName, lines }: typeof first): typeof first => ({
    scriptName,
    lines: [GUARD, ...lines.map((line) => line.replace(/ >> (?=\S+$)/, " > "))],
  });
  return { ...scenario, trigger: { ...scenario.trigger, processes: [guard(first), ...others.map(guard)] } };
}
