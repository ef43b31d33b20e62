// Triggers and their files on a made-up machine. Scripts are read for what they write, as a shell would; the world knows
// what the agent and others do about it.
import { HarnessError } from "../../model/harness_error.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import type {
  Removal,
  RunningTrigger,
  TriggerFileFacts,
  TriggerFiles,
  TriggerPathState,
  TriggerRunner,
} from "../../ports/trigger_runner.ts";
import type { Artefact } from "./story.ts";
import { protectsFiles, type RealEnd, type TriggerKind, type TriggerTruth, type World } from "./world.ts";

const DEMONSTRATION_FILES = [
  "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt",
  "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt",
];
/** From the start of a script to its writes. */
const WRITES_AFTER_MS = 10;
const WRITTEN: TriggerFileFacts = { present: true, regular: true, ours: true, asWritten: true };
type Meddling = Extract<Artefact, { readonly kind: "meddled" }>;
const MEDDLED: Readonly<Record<Exclude<Meddling["how"], "removed">, Partial<TriggerFileFacts>>> = {
  replaced: { regular: false, asWritten: false },
  linked: { ours: false },
  cut: { asWritten: false },
};
const KILLED = { exitCode: null, signal: "SIGKILL" };

/** What there is in the trigger folder, and who runs there. */
export class WorldTriggers implements TriggerRunner, TriggerFiles {
  readonly #world: World;
  readonly #files = new Map<string, TriggerFileFacts & { readonly by: TriggerTruth }>();
  #pid = 1000;
  #number = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** Paths at which a file lies now. */
  get files(): readonly string[] {
    return [...this.#files.keys()];
  }

  start(scriptName: string, lines: readonly string[]): Promise<RunningTrigger> {
    const { clock, time } = this.#world;
    const script = lines.join("\n");
    const kind = kindOf(script);
    const number = kind === "neighbour" ? null : this.#number++;
    const room = number === null ? Infinity : this.#world.roomFor(number);
    const paths = filesOf(script);
    const isFull = room < paths.length;
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
      isMeddled: false,
      isHelperKilled: false,
    };
    const { promise: ended, resolve } = Promise.withResolvers<ChildRecord>();
    const end = (by: RealEnd, how: Pick<ChildRecord, "exitCode" | "signal">): void => {
      if (truth.end !== null) return;
      truth.end = by;
      truth.endedMs = clock.monotonicMs();
      const durationMs = truth.endedMs - truth.startedMs;
      resolve({ pid: truth.pid, ...how, signalledByUs: by === "by-harness", durationMs });
    };
    let stopped = 0;
    const waiting: (() => void)[] = [];
    /** Done as soon as nobody has the process stopped. */
    const proceed = (action: () => void): void => void (stopped > 0 ? waiting.push(action) : action());
    const letGo = (): void => {
      stopped -= 1;
      if (stopped === 0) waiting.splice(0).forEach(proceed);
    };
    const finish = (): void => proceed(() => end("by-itself", { exitCode: 0, signal: null }));
    const write = (): void => {
      if (truth.end !== null) return;
      for (const [index, path] of paths.entries()) {
        if (index > room) break;
        this.#files.set(path, { ...WRITTEN, asWritten: index < room, by: truth });
      }
      if (!isFull) this.#react(truth, { script, end });
      else if (/^set -\w*e/m.test(script)) end("otherwise", { exitCode: 1, signal: null });
      time.after(sleepMs(script), finish);
    };
    time.after(WRITES_AFTER_MS, () => proceed(write));
    for (const one of this.#world.story.artefacts) {
      if (one.kind === "meddled" && one.at.trigger === number) {
        const [path = ""] = paths;
        time.after(one.at.afterMs, () => this.#meddle(path, one.how));
      }
      if (one.kind === "neighbour-ended" && one.at.trigger === this.#number && kind === "neighbour") {
        time.after(one.at.afterMs, () => end("by-others", KILLED));
      }
      if (one.kind === "held-up" && one.at.trigger === number) {
        time.after(one.at.afterMs, () => {
          stopped += 1;
          time.after(one.forMs, letGo);
        });
      }
      if (one.kind !== "ended-by-others" || one.at.trigger !== number) continue;
      time.after(one.at.afterMs, () => {
        if (one.how === "SIGSTOP") stopped += 1;
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

  look(path: string): Promise<TriggerFileFacts> {
    const { by: _, ...facts } = this.#files.get(path) ?? { ...WRITTEN, present: false, by: null };
    return Promise.resolve(facts);
  }

  remove(path: string): Promise<Removal> {
    const by = this.#files.get(path)?.by;
    const isKilled = this.#world.story.artefacts.some((one) =>
      one.kind === "helper-killed" && one.trigger === by?.number
    );
    if (isKilled && by?.isHelperKilled === false) {
      by.isHelperKilled = true;
      const hint = "Find out what killed it";
      return Promise.reject(new HarnessError("trigger/helper-killed", "The helper was killed", { hint }));
    }
    const wasThere = this.#files.delete(path);
    return Promise.resolve(wasThere ? { kind: "removed", otherNames: 0 } : { kind: "absent" });
  }

  #meddle(path: string, how: Meddling["how"]): void {
    const there = this.#files.get(path);
    if (there === undefined) return;
    there.by.isMeddled = true;
    if (how === "removed") this.#files.delete(path);
    else this.#files.set(path, { ...there, ...MEDDLED[how] });
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
      ? protectsFiles(protection)
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
