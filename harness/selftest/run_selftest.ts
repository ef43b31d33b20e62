// Probes assumptions one after the other, so that none disturbs the other, and says of each what was found.
import { HarnessError } from "../model/harness_error.ts";
import { type Assumption, type Finding, refuted, type Trial, untested } from "./assumption.ts";

/** An assumption with what was found. */
export interface ProbedAssumption {
  readonly assumption: Assumption;
  readonly finding: Finding;
}

const SYSTEM = { darwin: "macOS", linux: "Linux" } as const;

/** Probes all of them; a signal leaves those untested that have not begun. */
export async function runSelftest(
  trial: Trial,
  assumptions: readonly Assumption[],
  signal?: AbortSignal,
): Promise<readonly ProbedAssumption[]> {
  const probed: ProbedAssumption[] = [];
  for (const assumption of assumptions) {
    const why = signal?.aborted === true ? "This was interrupted" : whyNot(trial, assumption);
    probed.push({ assumption, finding: why === null ? await find(trial, assumption) : untested(why) });
  }
  return probed;
}

/** Whether a verdict of the harness cannot be trusted here. */
export function undermines({ assumption, finding }: ProbedAssumption): boolean {
  return assumption.verdictsRestOnIt && finding.status === "refuted";
}

function whyNot(trial: Trial, { needs, platform, probe }: Assumption): string | null {
  if (needs === "machine" && platform !== null && platform !== trial.platform) {
    return `It is said of ${SYSTEM[platform]}, and this is another system`;
  }
  if (probe === null) return null;
  if (needs !== "machine" && trial.agent === null) return trial.noAgent;
  return needs === "consent" && trial.change === null
    ? "It asks the agent for a change: give --consent"
    : null;
}

async function find(trial: Trial, { probe, method }: Assumption): Promise<Finding> {
  if (probe === null) return untested(`No program shows it: ${method}`);
  try {
    return await probe(trial);
  } catch (thrown) {
    if (!(thrown instanceof HarnessError)) throw thrown;
    return thrown.code === "command/not-found" ? refuted(thrown.message) : untested(thrown.message);
  }
}
