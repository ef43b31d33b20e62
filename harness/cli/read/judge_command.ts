// `judge`: stored evidence, judged again by today's rules, beside the verdict of then.
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { parseDetections } from "../../device/parse_detections.ts";
import { parseHealth } from "../../device/parse_health.ts";
import { type RecordedAttempt, rejudgeAttempts } from "../../run/attempt/rejudge_attempts.ts";
import { EXIT_CODE, type ExitCode, exitCodeOf } from "../../model/exit_code.ts";
import { noticeOf } from "../../../reports/views/notice_of.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";
import { jsonText } from "../../model/text/printable.ts";
import { describeRemeasured, remeasured } from "./remeasured.ts";
import { withBundle } from "../with_bundle.ts";
import { describeChecks, type OpenedRun, openRun } from "../open_run.ts";

/** Values of the options of `judge`. */
export interface JudgeOptions {
  readonly json?: true;
  readonly quiet?: true;
  readonly unverified?: true;
}

/** Runs `judge BUNDLE`: the exit code is that of the new verdict; quiet is that verdict in one line. */
export async function judge(
  host: Host,
  path: string,
  options: JudgeOptions,
): Promise<ExitCode> {
  return await withBundle(host, path, (folder) => judgeFolder(host, folder, options));
}

async function judgeFolder(
  host: Host,
  folder: string,
  { json, quiet, unverified }: JudgeOptions,
): Promise<ExitCode> {
  const run = await openRun(host, { folder, unverified: unverified === true });
  const { record: then } = run;
  const again = await remeasured(run, await rejudged(run));
  const now = { ...foldRun(again.events), unverified: then.unverified };
  const notice = noticeOf(now);
  const changed = then.verdict !== now.verdict || then.reason !== now.reason;
  if (json === true) {
    const { verdict, reason } = then;
    const { measuredAgain } = again;
    host.terminal.write(
      `${
        jsonText({
          ...now,
          judgedBefore: { verdict, reason },
          measuredAgain,
          sumsSha256: run.files.sumsSha256,
        })
      }\n`,
    );
  } else if (quiet === true) {
    const marks = [
      now.recorded ? "RECORDED " : "",
      now.simulated ? "SIMULATED " : "",
      now.unverified.length === 0 ? "" : "UNVERIFIED ",
    ];
    host.terminal.write(`${marks.join("")}${now.verdict} ${now.reason}\n`);
  } else {
    host.terminal.write(
      `${notice === null ? "" : `${notice}\n`}` +
        `${now.verdict} ${now.reason}${
          changed ? ` (it was ${then.verdict} ${then.reason})` : " (as before)"
        }\n` +
        `${[now.explanation, ...describeRemeasured(again)].join("\n")}\n` +
        (then.unverified.length > 0 ? "" : `${describeChecks(run).join("\n")}\n`),
    );
  }
  // A script that looks at nothing else must not take a changed bundle for a pass.
  const code = exitCodeOf(now);
  return then.unverified.length > 0 && code === EXIT_CODE.pass ? EXIT_CODE.inconclusive : code;
}

/**
 * The same events, with every attempt judged again: its last word stands wherever something was said
 * of it.
 */
export async function rejudged({ bundle, events, record }: OpenedRun): Promise<readonly RunEvent[]> {
  const then = new Map<string, RecordedAttempt>();
  for (const event of events) {
    if (event.kind !== "attempt-judged") continue;
    const scenario = CATALOGUE.find(({ id }) => id === event.scenarioId);
    // The one door let through what the catalogue holds; an attempt of no scenario is a problem of the record.
    if (scenario === undefined) continue;
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
