// `judge --before A --after B --ended HOW`: a demonstration that somebody ran by hand, judged by the rules of a run
// from what was pasted and said of it. Never a proof: the trigger itself is a person's word.
import { changeFileTest } from "../../../scenarios/behavior_monitoring/change_file_test.scenario.ts";
import { answersOf, type Pasted } from "../../device/pasted/read_pasted.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Detection } from "../../model/detection.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import { jsonText, printableLine } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { judgeAttempts } from "../../run/attempt/judge_attempts.ts";
import { PASTED_NOTICE, readFiles } from "../check/check_pasted.ts";
import { pastedPrerequisites } from "../check/pasted_prerequisites.ts";
import type { HowEnded } from "./how_ended.ts";
import { pastedAttempt } from "./pasted_attempt.ts";
import { DEFAULT_DEADLINE_MS } from "../words/run_options.ts";
import type { WallTime } from "./wall_time.ts";

/** Values of the options that describe a demonstration run by hand. */
export interface PastedOptions {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly ended: HowEnded;
  readonly started?: WallTime;
  readonly listed: readonly WallTime[];
  readonly json?: true;
  readonly quiet?: true;
}

/** What no pasted text shows, whatever is pasted. */
const NEVER_SHOWN =
  "That the demonstration ran, how it ended, and that nobody else ran it is said, not shown; so is that the agent is the vendor's, and that all of this is of one device";

/**
 * Runs it: exit 1 for a fail, 3 for all else. A pass by the rules ends with 3 as well: it rests on words.
 *
 * @throws HarnessError `usage/invalid`, `parse/input-unreadable`, and `agent/…` for a text that is no known output.
 */
export async function judgePasted(
  host: Pick<Host, "readInput" | "terminal" | "clock">,
  options: PastedOptions,
): Promise<ExitCode> {
  const { started = null, listed, ended } = options;
  const before = await readFiles(host, options.before);
  const after = await readFiles(host, options.after);
  refuseTimes(options, after);
  const { attempt, ledger, missing, fresh } = pastedAttempt({
    scenario: changeFileTest,
    before,
    after,
    ended,
    started,
    listed,
    deadlineMs: DEFAULT_DEADLINE_MS,
  });
  const now = host.clock.now();
  const { prerequisites } = pastedPrerequisites(before, {
    policy: "auto",
    platform: null,
    isInOrder: true,
    now,
  });
  const [judged = attempt.record] = judgeAttempts({ attempts: [attempt], ledger, prerequisites });
  const { verdict, reason, explanation } = judged;
  const unused = [...before.unused, ...after.unused];
  if (options.json === true) {
    const json = {
      notice: PASTED_NOTICE,
      pasted: true,
      scenario: changeFileTest.id,
      verdict,
      reason,
      explanation,
      missing,
      neverShown: NEVER_SHOWN,
      fresh,
      ...detectionsOf(judged),
      unused,
    };
    host.terminal.write(`${jsonText(json)}\n`);
  } else if (options.quiet === true) {
    host.terminal.write(`PASTED ${verdict} ${reason}\n`);
  } else {
    const lines = [
      PASTED_NOTICE,
      `${verdict} ${reason}, from pasted text`,
      explanation,
      ...(fresh.length === 0 ? [] : [`New in the list after it: ${fresh.map(inWords).join("; ")}`]),
      NEVER_SHOWN,
      ...unused.map((why) => `Unused: ${why}`),
      ...(missing.length > 0
        ? ["A verdict needs what is missing; what is there, is not judged without it"]
        : []),
    ];
    host.terminal.write(`${lines.map((line) => printableLine(line)).join("\n")}\n`);
  }
  return verdict === "fail" ? EXIT_CODE.fail : EXIT_CODE.inconclusive;
}

/** Times that contradict each other would date entries into the attempt that are not of it. */
function refuseTimes({ started, listed }: PastedOptions, after: Pasted): void {
  const times = [...(started === undefined ? [] : [started]), ...listed];
  const isWithZone = new Set(times.map(({ utcOffsetMinutes }) => utcOffsetMinutes !== null));
  const why = listed.length > answersOf(after, "threats").length
    ? "it names more times than --after has lists"
    : isWithZone.size > 1
    ? "one time has a zone and another has none"
    : times.some(({ epochMs }, index) => epochMs < (times[index - 1]?.epochMs ?? -Infinity))
    ? "the times do not follow on each other"
    : null;
  if (why === null) return;
  throw new HarnessError("usage/invalid", `Cannot use --started and --listed: ${why}`, {
    hint: "Give the start, and one time for each list in their order, all on the device's clock",
  });
}

function inWords({ name, status, detectedAt }: Detection): string {
  return `${name} (${status ?? "no status"}, ${detectedAt ?? "no time"})`;
}

function detectionsOf(
  { detections, undatedDetections, earlierDetections, otherDetections }: AttemptRecord,
): Pick<AttemptRecord, "detections" | "undatedDetections" | "earlierDetections" | "otherDetections"> {
  return { detections, undatedDetections, earlierDetections, otherDetections };
}
