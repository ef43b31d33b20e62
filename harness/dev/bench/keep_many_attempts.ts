// A bundle of a run with a great many attempts, as the product writes one: run in virtual time on a made-up machine, and
// written to disk behind it.
import { openFileBundle } from "../../host/bundle/file_bundle.ts";
import { jsonReporter } from "../../../reports/formats/json.ts";
import { PLAIN_STYLE } from "../../model/text/style.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { Clock } from "../../ports/clock.ts";
import { runStory } from "../prove/drive_run.ts";
import type { Story } from "../prove/story.ts";

/** A healthy device that lists its newest entries: all of them each time would be what there is to read. */
const STORY: Omit<Story, "repeats"> = {
  scenarios: ["behavior-monitoring.change-file-test"],
  deadlineMs: 30_000,
  isAsPublished: false,
  startsEnabled: true,
  zoneMinutes: 0,
  form: "text",
  answers: "as-asked",
  answerMs: 35,
  history: [],
  reaction: {
    blocks: true,
    records: true,
    blockMs: 300,
    lagMs: 300,
    alsoControls: false,
    status: "quarantined",
  },
  artefacts: [{ kind: "rotation", from: { trigger: 0, afterMs: 0 }, rows: 20, forMs: Infinity }],
};

/** Writes the bundle below a folder; gives its path. */
export async function keepManyAttempts(out: string, attempts: number): Promise<string> {
  const { events, evidence } = await runStory({ ...STORY, repeats: attempts });
  const runId = `attempts-${attempts}`;
  let now = { at: "", atMs: 0 };
  const clock: Clock = {
    now: () => now.at,
    utcOffsetMinutes: () => 0,
    monotonicMs: () => now.atMs,
    sleep: () => Promise.resolve(),
  };
  const bundle = await openFileBundle(clock, { out, runId }, { owner: null, trusted: null, remedy: "" });
  const stored = evidence.stored();
  const answers = [...stored.evidence];
  for (const event of events) {
    const isThere = ({ startedMs, durationMs }: typeof answers[number]) =>
      startedMs + durationMs <= event.atMs;
    const told = answers.findIndex((answer) => !isThere(answer));
    for (const answer of answers.splice(0, told === -1 ? answers.length : told)) {
      await bundle.evidence.keep(answer.label, {
        ...answer,
        startedAtMs: answer.startedMs,
        stdout: await stored.readStdout(answer),
        stderr: await stored.readStderr(answer),
      });
    }
    now = event;
    await bundle.append(event);
  }
  const record = foldRun(bundle.events());
  const rendered = await jsonReporter.render(record, { style: PLAIN_STYLE, bundlePath: null });
  await bundle.write("run.json", String(rendered));
  await bundle.seal();
  return bundle.folder;
}
