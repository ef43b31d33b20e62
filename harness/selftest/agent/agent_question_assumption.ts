// One question to the agent, asked as an ordinary user or as root: its exit code, and whether its answer can be read.
import { AGENT_TIMEOUTS_MS, formOf } from "../../device/agent_questions.ts";
import { HarnessError } from "../../model/harness_error.ts";
import {
  type AgentTrial,
  type Assumption,
  confirmed,
  type Finding,
  refuted,
  type Trial,
  untested,
} from "../assumption.ts";
import { complaintOf, howItEnded, quoteFirstLine, textOf } from "../read_output.ts";

const SUDO = "/usr/bin/sudo";

/** Who asks. */
export type Asker = "user" | "root";

/** A question with what makes an answer of it. */
export interface ProbedQuestion {
  /** `health`, `detections-json`. */
  readonly id: string;
  readonly args: readonly string[];
  /** It gets as long as the harness gives it in a run. */
  readonly timeout: keyof typeof AGENT_TIMEOUTS_MS;
  /** @throws HarnessError when the answer cannot be read. */
  readonly parse: (stdout: Uint8Array) => unknown;
  /** It is asked for as JSON; agents are seen to pass over options that they do not know. */
  readonly isJson?: true;
  /** The agent counts what it answers only where that is switched on, and says nothing elsewhere. */
  readonly isOptional?: true;
  /** The answer counts with any exit code. */
  readonly anyExitCode?: boolean;
  readonly verdictsRestOnIt: boolean;
  readonly source: string;
}

/** The assumption that it is answered. */
export function agentQuestionAssumption(question: ProbedQuestion, asker: Asker): Assumption {
  const { id, args, verdictsRestOnIt, source } = question;
  const command = `mdatp ${args.join(" ")}`;
  return {
    id: `agent-${id}-${asker}`,
    belief: `The agent answers "${command}" to ${asker === "root" ? "root" : "an ordinary user"}${
      question.isJson === true ? " in JSON" : ""
    }, and it can be read`,
    method: `${command}, as ${asker}: exit code and form`,
    source,
    // A run as a user that is refused an answer ends without a verdict.
    verdictsRestOnIt: verdictsRestOnIt && asker === "root",
    needs: "agent",
    platform: null,
    probe: (trial) => ask(trial, question, asker),
  };
}

async function ask(trial: Trial, question: ProbedQuestion, asker: Asker): Promise<Finding> {
  const { agent } = trial;
  if (agent === null) return untested(trial.noAgent);
  const argv = commandAs(trial, agent, { asker, args: question.args });
  if (argv === null) {
    return untested(
      asker === "root"
        ? "This runs as an ordinary user: run it with sudo"
        : "This runs as root: run it with sudo from a user",
    );
  }
  const output = await trial.run(argv, AGENT_TIMEOUTS_MS[question.timeout]);
  if (argv[0] === SUDO && output.exitCode !== 0 && /^sudo: /.test(complaintOf(output))) {
    return untested(`The agent was not asked: ${quoteFirstLine(complaintOf(output))}`);
  }
  const ended = howItEnded(output);
  if (output.timedOut) return refuted("No answer in time");
  if (output.exitCode === null || (output.exitCode !== 0 && question.anyExitCode !== true)) {
    return refuted(`It gave ${ended}`);
  }
  if (question.isOptional === true && textOf(output).trim() === "") {
    return untested(`It ended with exit code ${output.exitCode} and says nothing: what it counts may be off`);
  }
  try {
    question.parse(output.stdout);
  } catch (thrown) {
    if (!(thrown instanceof HarnessError)) throw thrown;
    return refuted(thrown.message);
  }
  if (question.isJson === true && formOf(output.stdout) !== "json") return refuted("It answered in text");
  return confirmed(`Exit code ${output.exitCode} after ${Math.round(output.durationMs)} ms`);
}

/** The command for that asker; null when we are neither that user nor may become it. */
export function commandAs(
  { isRoot, startedBy }: Pick<Trial, "isRoot" | "startedBy">,
  { path }: Pick<AgentTrial, "path">,
  { asker, args }: { readonly asker: Asker; readonly args: readonly string[] },
): readonly [string, ...string[]] | null {
  if (isRoot === (asker === "root")) return [path, ...args];
  if (!isRoot || startedBy === null || startedBy === "root") return null;
  return [SUDO, "-n", "-u", startedBy, "--", path, ...args];
}
