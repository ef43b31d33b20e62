// How soon an entry is seen and judged once the list has it, at what a call of the agent costs: in virtual time, where
// only the cadence of the questions counts and no load of this machine. bench_waiting.ts has the same in real time.
import { median } from "../../model/quantile.ts";
import { tellStory } from "../prove/drive_run.ts";
import type { Story } from "../prove/story.ts";
import type { Figure } from "./figure.ts";

const CALL_MS = 35;
const RUNS = 200;
const BLOCK_MS = 300;
/** The writes come so long after the start of a trigger in the made-up world. */
const WRITES_MS = 10;
/** Listed at moments that share no rhythm with the questions. */
const LAG_STEP_MS = 37;

const STORY: Story = {
  scenarios: ["behavior-monitoring.change-file-test"],
  ...{ repeats: 1, deadlineMs: 20_000, isAsPublished: false, startsEnabled: true, zoneMinutes: 0 },
  ...{ form: "text", answers: "as-asked", answerMs: CALL_MS, history: [], artefacts: [] },
  reaction: {
    ...{ blocks: true, records: true, blockMs: BLOCK_MS, lagMs: 0 },
    ...{ alsoControls: false, status: "quarantined" },
  },
};

/** From the moment at which the list shows an entry to its first sight, and to the first word on the attempt. */
export async function benchListed(): Promise<readonly Figure[]> {
  const seen: number[] = [];
  const judged: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const lagMs = 200 + (run * LAG_STEP_MS) % 2500;
    const { record, judgedAtMs } = await tellStory({ ...STORY, reaction: { ...STORY.reaction, lagMs } });
    const [attempt] = record.scenarios[0]?.attempts ?? [];
    if (attempt?.timeToRecordMs === undefined || attempt.timeToRecordMs === null) {
      throw new Error("the entry was not seen");
    }
    const listedMs = WRITES_MS + BLOCK_MS + lagMs;
    seen.push(attempt.timeToRecordMs - listedMs);
    judged.push(judgedAtMs - (attempt.triggerStartedMs ?? 0) - listedMs);
  }
  const figure = (what: string, delays: readonly number[]): Figure => ({
    what,
    value: median(delays) ?? NaN,
    unit: "ms",
    limit: 150,
    note: `at ${CALL_MS} ms a call; median of ${RUNS} runs in virtual time, the answer included; ` +
      `at most ${Math.round(Math.max(...delays))} ms`,
  });
  return [figure("a listed entry is seen", seen), figure("a listed entry is judged", judged)];
}
