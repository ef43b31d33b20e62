// A machine of which only recorded answers are there: probes of any system run on them without a permission.
import { HarnessError } from "../model/harness_error.ts";
import type { CommandOutput } from "../ports/command_runner.ts";
import type { Finding, Trial } from "../selftest/assumption.ts";
import { ASSUMPTIONS } from "../selftest/assumptions.ts";
import { runSelftest } from "../selftest/run_selftest.ts";
import { FakeClock } from "./fake_clock.ts";

/** Answers by command or by program. */
export type RecordedAnswers = Readonly<Record<string, RecordedAnswer | readonly RecordedAnswer[]>>;

/** How a recorded command ended; what is left out ended well and said nothing. */
export type RecordedAnswer = Partial<Omit<CommandOutput, "stdout" | "stderr" | "argv">> & {
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string;
};

/**
 * A trial whose commands give the recorded answers, found by the name of the program or by the whole command; several
 * answers come one after the other, the last one for ever. A command that was not recorded is one that is not there.
 */
export function recordedTrial(
  answers: RecordedAnswers,
  changes: Partial<Trial> = {},
): Trial & { readonly asked: readonly string[] } {
  const clock = new FakeClock();
  const asked: string[] = [];
  const given = new Map<string, number>();
  const encode = (text: string | Uint8Array = "") =>
    typeof text === "string" ? new TextEncoder().encode(text) : text;
  const run: Trial["run"] = (argv) => {
    const command = argv.join(" ");
    asked.push(command);
    const key = [command, argv[0]].find((candidate) => candidate in answers);
    if (key === undefined) {
      return Promise.reject(
        new HarnessError("command/not-found", `Cannot run "${argv[0]}": there is no such program`, {
          hint: "Install it or give its absolute path",
        }),
      );
    }
    const all = [answers[key] ?? []].flat();
    const nth = given.get(key) ?? 0;
    given.set(key, nth + 1);
    const answer = all[Math.min(nth, all.length - 1)] ?? {};
    return Promise.resolve({
      startedAt: clock.now(),
      startedAtMs: clock.monotonicMs(),
      durationMs: 40,
      exitCode: 0,
      signal: null,
      timedOut: false,
      truncated: false,
      ...answer,
      argv,
      stdout: encode(answer.stdout),
      stderr: encode(answer.stderr),
    });
  };
  return {
    platform: "darwin",
    isRoot: false,
    startedBy: null,
    agent: null,
    noAgent: "No agent",
    change: null,
    clock,
    programs: { lock: ["lock"], files: ["files"], sampler: ["sampler"] },
    run,
    asked,
    ...changes,
  };
}

/** What an assumption comes to by recorded answers, on the system that it is said of. */
export async function findingOf(
  id: string,
  answers: RecordedAnswers,
  changes: Partial<Trial> = {},
): Promise<Finding> {
  const assumption = ASSUMPTIONS.filter((one) => one.id === id);
  const platform = assumption[0]?.platform ?? "darwin";
  const [probed] = await runSelftest(recordedTrial(answers, { platform, ...changes }), assumption);
  if (probed === undefined) throw new Error(`There is no assumption "${id}"`);
  return probed.finding;
}
