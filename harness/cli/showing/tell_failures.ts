// Reporters that did not manage, told once for each cause: a full disk is one message, not one a file.
import type { ReporterFailure } from "../../../reports/fan_out.ts";
import type { Host } from "../../ports/host.ts";

/** Tells them on standard error, and gives how many there are. */
export function tellFailures(
  { terminal }: Pick<Host, "terminal">,
  failures: readonly ReporterFailure[],
): number {
  for (const [code, all] of Map.groupBy(failures, ({ problem }) => problem.code)) {
    const told = code === "output/not-writable" ? [all] : all.map((one) => [one]);
    for (const [first, ...others] of told) {
      if (first === undefined) continue;
      const { reporter, problem: { message, hint } } = first;
      const more = others.length === 0 ? "" : ` and ${others.length} more`;
      terminal.writeError(`bmverify: Reporter "${reporter}"${more} failed: ${message}. ${hint}\n`);
    }
  }
  return failures.length;
}
