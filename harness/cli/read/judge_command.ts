// `judge`: stored evidence, judged again by today's rules, beside the verdict of then.
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { parseDetections } from "../../device/parse_detections.ts";
import { parseHealth } from "../../device/parse_health.ts";
import { type RecordedAttempt, rejudgeAttempts } from "../../run/attempt/rejudge_attempts.ts";
import { type ExitCode, exitCodeOf } from "../../model/exit_code.ts";
import { foldRun } from "../../model/record/fold.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";
import { type OpenedRun, openRun } from "../open_run.ts";

/** Values of the options of `judge`. */
export interface JudgeOptions {
  readonly json?: true;
}

/** Runs `judge BUNDLE`: the exit code is that of the new verdict. */
export async function judge(host: Host, folder: string, { json }: JudgeOptions): Promise<ExitCode> {
  const run = await openRun(host, folder);
  const { record: then } = run;
  const now = foldRun(await rejudged(run));
  const changed = then.verdict !== now.verdict || then.reason !== now.reason;
  if (json === true) {
    const { verdict, reason } = then;
    host.terminal.write(`${JSON.stringify({ ...now, judgedBefore: { verdict, reason } }, null, 2)}\n`);
  } else {
    host.terminal.write(
      `${now.simulated ? "SIMULATED device: says nothing about a real one\n" : ""}` +
        `${now.verdict} ${now.reason}${
          changed ? ` (it was ${then.verdict} ${then.reason})` : " (as before)"
        }\n` +
        `${now.explanation}\n`,
    );
  }
  return exitCodeOf(now);
}

/** The same events, with every attempt judged again: its last word stands wherever something was said of it. */
async function rejudged({ bundle, events, record }: OpenedRun): Promise<readonly RunEvent[]> {
  const then = new Map<string, RecordedAttempt>();
  for (const event of events) {
    if (event.kind !== "attempt-judged") continue;
    const scenario = CATALOGUE.find(({ id }) => id === event.scenarioId);
    if (scenario === undefined) throw unknownScenario(event.scenarioId);
    then.set(attemptKey(event), { scenario, record: event.attempt });
  }
  const judged = await rejudgeAttempts({
    bundle,
    attempts: [...then.values()],
    prerequisites: record.prerequisites,
    parsers: { detections: parseDetections, health: parseHealth },
  });
  const now = new Map(
    [...then].map(([key, { record }], index) => [key, judgedAgain(record, judged[index] ?? record)] as const),
  );
  return events.map((event) =>
    event.kind === "attempt-judged"
      ? { ...event, attempt: now.get(attemptKey(event)) ?? event.attempt }
      : event
  );
}

function attemptKey({ scenarioId, attempt }: RunEvent & { readonly kind: "attempt-judged" }): string {
  return `${scenarioId} ${attempt.index}`;
}

/** The same answer keeps the words of then: their times are from the clock of the run. */
function judgedAgain(then: AttemptRecord, now: AttemptRecord): AttemptRecord {
  return then.verdict === now.verdict && then.reason === now.reason ? then : now;
}

function unknownScenario(id: string): HarnessError {
  return new HarnessError(
    "scenario/unknown",
    `Cannot judge scenario "${id}": the catalogue does not hold it`,
    {
      hint: "Judge the bundle with the version of the harness that wrote it",
    },
  );
}
