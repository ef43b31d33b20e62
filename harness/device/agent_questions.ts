// One question to the agent: run its command, keep the raw output as evidence, turn it into a value or a problem.
// Which questions there are, and what they mean, is left to the device.
import { equalBytes } from "../model/equal_bytes.ts";
import { HarnessError, type Problem, toProblem } from "../model/harness_error.ts";
import type { Reading } from "../model/reading.ts";
import type { CommandOutput, CommandRunner } from "../ports/command_runner.ts";
import type { EvidenceStore } from "../ports/bundle.ts";
import { quote } from "./agent_text.ts";

/** How long each kind of command may take, in milliseconds; then its whole process group is killed. */
export const AGENT_TIMEOUTS_MS = {
  health: 10_000,
  list: 10_000,
  config: 15_000,
  statistics: 30_000,
} as const;

/** Output beyond this is no answer any more. */
export const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** What the agent prints on request. */
type AgentForm = "json" | "text";

/** A question in one form. */
export interface AgentQuestion<T> {
  /** Name of the evidence: `threat-list`. */
  readonly label: string;
  /** Arguments of the text form; the JSON form adds `--output json`. */
  readonly args: readonly string[];
  readonly timeout: keyof typeof AGENT_TIMEOUTS_MS;
  readonly parse: (stdout: Uint8Array) => T;
  /** An answer counts although the agent exits with a code: health of an unlicensed agent is still health. */
  readonly anyExitCode?: boolean;
}

/** A question that the agent answers in two forms. */
export interface TwoFormQuestion<T> extends AgentQuestion<T> {
  /** Form that is tried first; the other one only while it fails. */
  readonly firstForm: AgentForm;
}

/** A reading, and the run of the command that it was taken from; null when that gave no answer. */
export interface TimedReading<T> {
  readonly reading: Reading<T>;
  readonly taken: CommandOutput | null;
}

/** What a command gave: its output with the id of the evidence, or why there is none. */
type Asked =
  | { readonly kind: "answered"; readonly output: CommandOutput; readonly evidence: readonly string[] }
  | { readonly kind: "failed"; readonly problem: Problem; readonly evidence: readonly string[] };

/** A form is given up after so many failures in a row: one of them may be an agent that was restarted. */
const FAILURES_OF_A_FORM = 2;

/** What questions need. */
interface AgentQuestionsOptions {
  readonly agentPath: string;
  readonly runner: CommandRunner;
  readonly evidence: EvidenceStore;
  /** Multiplies every time-out; 1 unless a test or a slow device wants otherwise. */
  readonly timeoutFactor: number;
  /** Ends the running question, and keeps any other from being asked. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks the agent; remembers for each question which form it answers. */
export class AgentQuestions {
  readonly #options: AgentQuestionsOptions;
  readonly #forms = new Map<string, AgentForm>();
  readonly #failures = new Map<string, number>();

  constructor(options: AgentQuestionsOptions) {
    this.#options = options;
  }

  /** {@linkcode askTimed} for those who do not need the time. */
  async askEitherForm<T>(question: TwoFormQuestion<T>): Promise<Reading<T>> {
    return (await this.askTimed(question)).reading;
  }

  /** Asks in the form that worked before, or else in both; the other form is kept to when the first fails again. */
  async askTimed<T>(question: TwoFormQuestion<T>): Promise<TimedReading<T>> {
    const { label } = question;
    const known = this.#forms.get(label);
    const form = known ?? question.firstForm;
    const first = await this.#askInForm(question, form);
    const { reading } = first;
    // Some agents pass over an option they do not know and print text: then text is what to ask for.
    if (reading.kind === "read") this.#keepToFormOf(label, first.taken);
    if (reading.kind === "read" || !isAboutForm(reading.problem)) return first;
    const failures = (this.#failures.get(label) ?? 0) + 1;
    this.#failures.set(label, failures);
    if (known !== undefined && failures < FAILURES_OF_A_FORM) return first;
    const second = await this.#askInForm(question, form === "json" ? "text" : "json");
    const evidence = [...reading.evidence, ...second.reading.evidence];
    if (second.reading.kind === "read") {
      if (failures >= FAILURES_OF_A_FORM) this.#keepToFormOf(label, second.taken);
      return { ...second, reading: { ...second.reading, evidence } };
    }
    // "Exited with a code" tells least: it is also what an agent says that does not know the option.
    const told = reading.problem.code === "agent/command-failed" ? second.reading : reading;
    return { reading: { ...told, evidence }, taken: null };
  }

  #keepToFormOf(label: string, taken: CommandOutput | null): void {
    if (taken === null) return;
    this.#forms.set(label, formOf(taken.stdout));
    this.#failures.set(label, 0);
  }

  /** Asks a question that has one form. */
  async ask<T>(question: AgentQuestion<T>): Promise<Reading<T>> {
    const asked = await this.run(question);
    if (asked.kind === "failed") {
      return { kind: "unreadable", problem: asked.problem, evidence: asked.evidence };
    }
    return readAnswer(question, asked.output, asked.evidence);
  }

  /** Runs a command to its end and keeps its output. Time-outs, signals and lost output are problems. */
  async run({ label, args, timeout }: Omit<AgentQuestion<unknown>, "parse">): Promise<Asked> {
    const { agentPath, runner, evidence, timeoutFactor, signal } = this.#options;
    if (signal?.aborted === true) return { kind: "failed", problem: NOT_ASKED, evidence: [] };
    const timeoutMs = AGENT_TIMEOUTS_MS[timeout] * timeoutFactor;
    let output: CommandOutput;
    try {
      output = await runner.run({
        argv: [agentPath, ...args],
        timeoutMs,
        maxOutputBytes: MAX_OUTPUT_BYTES,
        ...(signal && { signal }),
      });
    } catch (thrown) {
      return { kind: "failed", problem: toProblem(thrown), evidence: [] };
    }
    const kept = [await evidence.keep(label, output)];
    const problem = lostAnswer(output, timeoutMs);
    return problem === null
      ? { kind: "answered", output, evidence: kept }
      : { kind: "failed", problem, evidence: kept };
  }

  async #askInForm<T>(question: TwoFormQuestion<T>, form: AgentForm): Promise<TimedReading<T>> {
    const args = form === "json" ? [...question.args, "--output", "json"] : question.args;
    const asked = await this.run({ ...question, args });
    if (asked.kind === "failed") {
      const { problem, evidence } = asked;
      return { reading: { kind: "unreadable", problem, evidence }, taken: null };
    }
    return { reading: readAnswer(question, asked.output, asked.evidence), taken: asked.output };
  }
}

/** What is said of a question that came after the end of the run. */
const NOT_ASKED: Problem = {
  code: "agent/command-failed",
  message: "Cannot ask the agent: the run was interrupted",
  hint: "Run it again",
};

/** A parser that gives the value of the last bytes for the same bytes: an agent mostly says the same again. */
export function rememberLast<T>(parse: (stdout: Uint8Array) => T): (stdout: Uint8Array) => T {
  let last: { readonly stdout: Uint8Array; readonly value: T } | null = null;
  return (stdout) => {
    if (last === null || !equalBytes(last.stdout, stdout)) last = { stdout, value: parse(stdout) };
    return last.value;
  };
}

const RUN_AGAIN = "Run it again; if it stays so, run the command in a terminal and read what it prints";

function readAnswer<T>(
  question: AgentQuestion<T>,
  output: CommandOutput,
  evidence: readonly string[],
): Reading<T> {
  if (output.exitCode !== 0 && question.anyExitCode !== true) return problemReading(exited(output), evidence);
  try {
    return { kind: "read", value: question.parse(output.stdout), evidence };
  } catch (thrown) {
    if (!(thrown instanceof HarnessError)) throw thrown;
    const says = output.exitCode === 0 || thrown.code === "agent/legacy-command-line";
    return problemReading(says ? toProblem(thrown) : exited(output), evidence);
  }
}

function lostAnswer(output: CommandOutput, timeoutMs: number): Problem | null {
  const command = commandOf(output);
  if (output.timedOut) {
    return {
      code: "agent/timed-out",
      message: `Cannot ask the agent: "${command}" gave no answer within ${timeoutMs / 1000} s`,
      hint: "Check that the agent's daemon runs; restart the device when it does not come back",
    };
  }
  if (output.signal !== null) {
    return {
      code: "agent/command-failed",
      message: `Cannot ask the agent: "${command}" was ended by ${output.signal}`,
      hint: RUN_AGAIN,
    };
  }
  if (!output.truncated) return null;
  return {
    code: "agent/output-too-large",
    message: `Cannot read the answer of "${command}": it is larger than ${
      MAX_OUTPUT_BYTES / 1024 / 1024
    } MiB`,
    hint: `Run "${command}" in a terminal and check what it prints`,
  };
}

function exited(output: CommandOutput): Problem {
  const command = commandOf(output);
  const said = firstLine(output);
  return {
    code: "agent/command-failed",
    message: `Cannot ask the agent: "${command}" exited with code ${output.exitCode}${
      said === "" ? "" : `: ${said}`
    }`,
    hint: `Run "${command}" in a terminal; if it asks for rights, run the harness with sudo`,
  };
}

/** `mdatp threat list`, as a person types it. */
function commandOf({ argv: [program = "", ...args] }: CommandOutput): string {
  return [program.slice(program.lastIndexOf("/") + 1), ...args].join(" ");
}

function firstLine({ stderr, stdout }: CommandOutput): string {
  const head = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 1000)).trim();
  const line = (head(stderr) || head(stdout)).split("\n", 1)[0] ?? "";
  return line === "" ? "" : quote(line);
}

/** A line that begins with a brace is JSON; the banner may stand above it. */
export function formOf(stdout: Uint8Array): AgentForm {
  const lines = new TextDecoder().decode(stdout.subarray(0, 4096)).split("\n");
  return lines.some((line) => /^\s*[{[]/.test(line)) ? "json" : "text";
}

/** Whether another form of the question may fare better. */
function isAboutForm({ code }: Problem): boolean {
  return code === "agent/command-failed" || code.endsWith("-unreadable");
}

function problemReading(problem: Problem, evidence: readonly string[]): Reading<never> {
  return { kind: "unreadable", problem, evidence };
}
