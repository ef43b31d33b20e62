// Behavior monitoring of the simulated device: takes writes in the trigger folder, finds who did them, and stops and
// records whoever completes the behavior, as the profile says. Never kills anything it did not find that way.
import type { DeviceProfile } from "../profiles/device_profile.ts";
import type { DeviceIdentity, DeviceLayout } from "../device/device_state.ts";
import { noteSeen } from "../device/device_files.ts";
import { killWriter, WriterFinder } from "./find_writers.ts";
import { type Behavior, followWrite, type Progress, type Writer } from "./follow_writes.ts";
import { DEMONSTRATION_NAME } from "../profiles/healthy_profiles.ts";
import { SecondActor } from "./second_actor.ts";
import type { ThreatRecorder } from "../device/threat_recorder.ts";

/** File names of the demonstration, in its order. */
const DEMONSTRATION_FILES = [
  "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt",
  "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt",
] as const;

/** How late `late` is, as a share of the deadline: beyond it, but within the grace that follows. */
const LATE_SHARE = 1.3;
/** How long the entry of one actor waits for that of the other. */
const PARTNER_WAIT_MS = 3000;

/** What the guard needs. */
interface GuardContext {
  readonly layout: DeviceLayout;
  readonly profile: DeviceProfile;
  readonly identity: DeviceIdentity;
  readonly recorder: ThreatRecorder;
  /** Whether behavior monitoring works at this moment. */
  readonly isEffective: () => Promise<boolean>;
  /** Ends the whole agent. */
  readonly die: () => void;
}

/** Watches over the demonstration. */
export class DemonstrationGuard {
  readonly #context: GuardContext;
  readonly #finder: WriterFinder;
  readonly #behavior: Behavior;
  readonly #secondActor: SecondActor | null;
  #queue: string[] = [];
  #isWorking = false;
  #progress: Progress = new Map();
  #reactions = 0;
  #pending = 0;
  #waiting: (() => void)[] = [];

  constructor(context: GuardContext) {
    const { layout, profile } = context;
    const paths = DEMONSTRATION_FILES.map((name) => `${layout.triggerFolder}/${name}`);
    this.#context = context;
    this.#finder = new WriterFinder(layout.triggerFolder);
    this.#behavior = profile.reaction.breadth === "demonstration"
      ? { kind: "in-order", paths }
      : { kind: "any-write" };
    this.#secondActor = profile.reaction.secondActor ? new SecondActor(layout.state, paths) : null;
  }

  /** Takes a write in the trigger folder; writes are worked off in the order in which they came. */
  async see(path: string): Promise<void> {
    if (!path.endsWith(".txt")) return;
    this.#queue.push(path);
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      while (this.#queue.length > 0) await this.#workOff();
    } finally {
      this.#isWorking = false;
    }
  }

  /** Whether a reaction is still to come. */
  get isBusy(): boolean {
    return this.#isWorking || this.#pending > 0;
  }

  /** Takes writes that happened before this process watched, in the order of the demonstration. */
  async catchUp(): Promise<void> {
    for (const name of DEMONSTRATION_FILES) {
      const path = `${this.#context.layout.triggerFolder}/${name}`;
      const size = await Deno.lstat(path).then((file) => file.size, () => 0);
      if (size > 0) await this.see(path);
    }
  }

  /** Ends what the guard itself started. */
  async stop(): Promise<void> {
    await this.#secondActor?.stop();
  }

  async #workOff(): Promise<void> {
    const paths = this.#queue;
    this.#queue = [];
    const writers = await this.#finder.find();
    for (const path of paths) {
      // Not before both files are there: on a busy machine it would make the second one first, in the way of the other.
      const isWritten = path.endsWith(`/${DEMONSTRATION_FILES.at(-1)}`);
      if (isWritten && this.#secondActor?.isWantedBy(writers) && await this.#context.isEffective()) {
        this.#secondActor.start();
      }
      const { progress, completed } = followWrite(this.#progress, { path, writers }, this.#behavior);
      this.#progress = progress;
      // Not waited for: others may complete it before the delays of this reaction are over.
      for (const writer of completed) this.#react(writer);
    }
  }

  async #react(writer: Writer): Promise<void> {
    if (!await this.#context.isEffective()) return;
    await noteSeen(this.#context.layout);
    const { reaction } = this.#context.profile;
    const number = this.#reactions++;
    if (reaction.pattern[number % reaction.pattern.length] !== true) return;
    if (reaction.agentDies) return this.#context.die();
    this.#pending++;
    try {
      await this.#stopAndRecord(writer, performance.now());
    } finally {
      this.#pending--;
    }
  }

  async #stopAndRecord(writer: Writer, seenMs: number): Promise<void> {
    const { reaction } = this.#context.profile;
    await pause(reaction.killDelayMs);
    if (reaction.kills) await killWriter(writer, reaction.signal);
    if (!reaction.records) return;
    // An entry bears the second of the kill, however late it is listed.
    const detectedAtMs = Date.now();
    await pause(this.#recordDelayMs(performance.now() - seenMs));
    await this.#record(detectedAtMs);
  }

  #recordDelayMs(sinceWriteMs: number): number {
    const { recordDelayMs } = this.#context.profile.reaction;
    if (recordDelayMs !== "late") return recordDelayMs;
    return Math.max(0, LATE_SHARE * this.#context.identity.deadlineMs - sinceWriteMs);
  }

  async #record(detectedAtMs: number): Promise<void> {
    if (this.#secondActor !== null) await this.#waitForPartner();
    await this.#context.recorder.record({
      name: DEMONSTRATION_NAME,
      type: "behavior",
      status: this.#context.profile.reaction.status,
      reuse: this.#context.profile.reaction.entry === "reused",
      detectedAtMs,
    });
  }

  /** Lets the entries of both actors appear together, so that nobody sees one without the other. */
  async #waitForPartner(): Promise<void> {
    const partners = this.#waiting;
    if (partners.length > 0) {
      this.#waiting = [];
      return partners.forEach((go) => go());
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting = [resolve];
    const timer = setTimeout(resolve, PARTNER_WAIT_MS);
    await promise;
    clearTimeout(timer);
    this.#waiting = [];
  }
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
