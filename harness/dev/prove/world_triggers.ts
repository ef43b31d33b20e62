// Triggers and their files on a made-up machine. Scripts are read for what they write, as a shell would; the world knows
// what the agent and others do about it.
import type { ChildRecord } from "../../model/record/run_record.ts";
import type {
  RunningTrigger,
  TriggerFiles,
  TriggerPathState,
  TriggerRunner,
} from "../../ports/trigger_runner.ts";
import type { RealEnd, TriggerKind, TriggerTruth, World } from "./world.ts";

const DEMONSTRATION_FILES = [
  "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt",
  "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt",
];
/** From the start of a script to its writes. */
const WRITES_AFTER_MS = 10;
const KILLED = { exitCode: null, signal: "SIGKILL" };

/** What there is in the trigger folder, and who runs there. */
export class WorldTriggers implements TriggerRunner, TriggerFiles {
  readonly #world: World;
  /** Paths at which a file of ours is, and whether it holds what the script writes. */
  readonly #files = new Map<string, boolean>();
  #pid = 1000;
  #number = 0;

  constructor(world: World) {
    this.#world = world;
  }

  start(scriptName: string, lines: readonly string[]): Promise<RunningTrigger> {
    const { clock, time } = this.#world;
    const script = lines.join("\n");
    const kind = kindOf(script);
    const number = kind === "neighbour" ? null : this.#number++;
    const isFull = number !== null && this.#world.isDiskFull(number);
    const truth: TriggerTruth = {
      pid: this.#pid += 1,
      kind,
      number,
      startedMs: clock.monotonicMs(),
      wrote: !isFull,
      row: null,
      end: null,
      endedMs: 0,
      isFileTaken: false,
    };
    const { promise: ended, resolve } = Promise.withResolvers<ChildRecord>();
    const end = (by: RealEnd, how: Pick<ChildRecord, "exitCode" | "signal">): void => {
      if (truth.end !== null) return;
      truth.end = by;
      truth.endedMs = clock.monotonicMs();
      const durationMs = truth.endedMs - truth.startedMs;
      resolve({ pid: truth.pid, ...how, signalledByUs: by === "by-harness", durationMs });
    };
    let isStopped = false;
    const finish = (): void => {
      if (!isStopped) end("by-itself", { exitCode: 0, signal: null });
    };
    time.after(WRITES_AFTER_MS, () => {
      if (truth.end !== null) return;
      for (const path of filesOf(script)) this.#files.set(path, !isFull);
      if (!isFull) this.#react(truth, { script, end });
      else if (/^set -\w*e/m.test(script)) end("otherwise", { exitCode: 1, signal: null });
    });
    time.after(WRITES_AFTER_MS + sleepMs(script), finish);
    for (const one of this.#world.story.artefacts) {
      if (one.kind !== "ended-by-others" || one.at.trigger !== number) continue;
      time.after(one.at.afterMs, () => {
        if (one.how === "SIGSTOP") isStopped = true;
        else if (one.how === "exit-1") end("otherwise", { exitCode: 1, signal: null });
        else if (one.how === "exit-137") end("by-others", { exitCode: 137, signal: null });
        else end(one.how === "SIGKILL" ? "by-others" : "otherwise", { exitCode: null, signal: one.how });
      });
    }
    this.#world.begin(truth);
    const stop = (): Promise<void> => {
      end("by-harness", KILLED);
      return Promise.resolve();
    };
    const command = `bash ${scriptName}`;
    return Promise.resolve({ pid: truth.pid, command, startedAtMs: truth.startedMs, ended, stop });
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  inspect(path: string): Promise<TriggerPathState> {
    return Promise.resolve(this.#files.has(path) ? { kind: "ours" } : { kind: "absent" });
  }

  look(
    path: string,
  ): Promise<Readonly<Record<"present" | "regular" | "ours" | "asWritten", boolean>>> {
    const present = this.#files.has(path);
    return Promise.resolve({
      present,
      regular: present,
      ours: present,
      asWritten: this.#files.get(path) === true,
    });
  }

  remove(path: string): Promise<void> {
    this.#files.delete(path);
    return Promise.resolve();
  }

  #react(
    truth: TriggerTruth,
    { script, end }: { readonly script: string; readonly end: (by: RealEnd, how: typeof KILLED) => void },
  ): void {
    const { story: { reaction }, time, protection } = this.#world;
    if (truth.end !== null || truth.kind === "neighbour") return;
    const isFollowed = truth.kind === "demonstration" ||
      (truth.kind === "near-miss" && reaction.alsoControls);
    const reacts = truth.kind === "test-file"
      ? protection.realTimeProtection && !protection.passive && protection.engineLoaded
      : isFollowed && this.#world.isProtecting;
    if (!reacts) return;
    time.after(reaction.blockMs, () => {
      if (truth.end !== null) return;
      if (reaction.records) this.#world.record(truth);
      if (!reaction.blocks) return;
      if (truth.kind !== "test-file") return end("by-agent", KILLED);
      truth.isFileTaken = true;
      for (const path of filesOf(script)) this.#files.delete(path);
    });
  }
}

function kindOf(script: string): TriggerKind {
  const files = filesOf(script);
  if (files.length === 0) return "neighbour";
  if (/antivirus/.test(script)) return "test-file";
  return DEMONSTRATION_FILES.every((name) => files.some((path) => path.endsWith(name)))
    ? "demonstration"
    : "near-miss";
}

function filesOf(script: string): readonly string[] {
  return [...script.matchAll(/>+\s*"?(\S+\.txt)/g)].map(([, path = ""]) => path);
}

function sleepMs(script: string): number {
  const all = [...script.matchAll(/^(?:sleep |for second in \$\(seq )(\d+)/gm)];
  return all.reduce((sum, [, seconds]) => sum + Number(seconds), 0) * 1000;
}
