// The product's own `verify` and `judge` on a made-up machine: everything of theirs is real but what touches a machine.
import { setImmediate } from "node:timers";
import { judge } from "../../cli/read/judge_command.ts";
import { planVerify } from "../../cli/verify/verify_plan.ts";
import { MdatpDevice } from "../../device/mdatp_device.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { BundleOnDisk, StoredBundle } from "../../ports/bundle.ts";
import { verifyRun } from "../../run/verify_run.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { fakeRequest } from "../../testing/fake_run.ts";
import { FakeClock } from "../../testing/fake_clock.ts";
import { MemoryLog } from "../../testing/memory_log.ts";
import { MemoryStateStore } from "../../testing/memory_state_store.ts";
import { StepTrace } from "../../testing/step_trace.ts";
import { VERIFY_DEFAULTS } from "../../testing/verify_defaults.ts";
import { MemoryEvidence, NO_OTHER_FILES } from "./memory_evidence.ts";
import { createWorld } from "./happenings.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";
import { AGENT_PATH, WorldCommands } from "./world_commands.ts";
import { WorldTriggers } from "./world_triggers.ts";

/** What came of a story. */
export interface Told {
  readonly world: World;
  readonly record: RunRecord;
  /** When the first word on an attempt was said, in milliseconds since the start; NaN when none was. */
  readonly judgedAtMs: number;
  /** The words of `judge` on the stored run; null when it could not be judged. */
  readonly judged: Pick<RunRecord, "verdict" | "reason" | "scenarios"> | string;
}

/** What a run of a story left: what happened, and what a bundle would hold. */
interface StoryRun {
  readonly world: World;
  readonly events: readonly RunEvent[];
  readonly evidence: MemoryEvidence;
}

/** Runs one story from beginning to end, and judges what was stored of it. */
export async function tellStory(story: Story): Promise<Told> {
  const { world, events, evidence } = await runStory(story);
  const [judgedAtMs = NaN] = events.flatMap(({ kind, atMs }) => kind === "attempt-judged" ? [atMs] : []);
  return { world, record: foldRun(events), judgedAtMs, judged: await judgeAgain(events, evidence) };
}

/** Runs one story from beginning to end. */
export async function runStory(story: Story): Promise<StoryRun> {
  const time = new FakeClock(() => new Promise((resolve) => setImmediate(resolve)));
  const world = createWorld(story, time);
  const trace = new StepTrace();
  const log = new MemoryLog(world.clock, trace);
  const evidence = new MemoryEvidence();
  const triggers = new WorldTriggers(world);
  const device = new MdatpDevice({
    platform: "darwin",
    agentPath: AGENT_PATH,
    triggerFolder: "/tmp",
    simulated: null,
    runner: new WorldCommands(world),
    evidence,
    clock: world.clock,
    installationProbe: { probe: () => Promise.resolve({ kind: "installed" }) },
  });
  const { repeats, deadlineMs, scenarios: scenario, isAsPublished } = story;
  // As on the command line: what it makes of scenarios and options is part of what is tried.
  const plan = await planVerify(createFakeHost().host, {
    ...VERIFY_DEFAULTS,
    repeats,
    deadlineMs,
    scenario,
    ...(isAsPublished ? { asPublished: true } : {}),
  });
  const request = fakeRequest(plan.scenarios, { options: plan.options });
  const ports = {
    device,
    clock: world.clock,
    log,
    state: new MemoryStateStore(trace),
    triggerFiles: triggers,
    triggerRunner: triggers,
    originMs: 0,
  };
  await time.run(verifyRun(ports, request));
  return { world, events: log.events, evidence };
}

async function judgeAgain(events: StoredBundle["events"], evidence: MemoryEvidence): Promise<Told["judged"]> {
  const lines = { events: events.map((event) => JSON.stringify(event)), evidence: [] };
  const bundle: BundleOnDisk = { folder: "run", events, lines, ...evidence.stored(), samples: null };
  const { host, out, err } = createFakeHost({
    parts: {
      readBundle: () => Promise.resolve(bundle),
      // The bundle is no archive.
      findFile: () => Promise.resolve(null),
      readInput: () => Promise.reject(new Error("There is no other file")),
      bundleFiles: NO_OTHER_FILES,
    },
  });
  try {
    await judge(host, "run", { json: true });
    return JSON.parse(out());
  } catch (error) {
    return `${String(error)} ${err()}`;
  }
}
