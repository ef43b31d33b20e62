// A Mac that does not exist: disk, processes, agent and time. Programs are started on it one after the other, each the
// product's own command line on the product's own code for the machine.
import { setImmediate } from "node:timers";
import { setTimeout as pause } from "node:timers/promises";
import { runCommandLine } from "../../cli/run_command_line.ts";
import { createHost } from "../../host/create_host.ts";
import type { Clock } from "../../ports/clock.ts";
import type { TriggerFiles } from "../../ports/trigger_runner.ts";
import { FakeClock, Stuck } from "../../testing/fake_clock.ts";
import { createWorld } from "../prove/happenings.ts";
import type { Story } from "../prove/story.ts";
import type { World } from "../prove/world.ts";
import { AGENT_PATH } from "../prove/world_commands.ts";
import { WorldTriggers } from "../prove/world_triggers.ts";
import { type Effect, EffectGate, type Interference, type Life } from "./effect_gate.ts";
import { takeOver } from "./take_over.ts";
import { type PowerLoss, VirtualDisk } from "./virtual_disk.ts";
import { VirtualProcesses } from "./virtual_processes.ts";

/** Where reports go. */
export const OUT = "/Users/me/out";
/** Where root keeps the state of devices. */
export const STATE = "/var/db/bmverify";

/** How long a module may take to be loaded, in looks and in milliseconds between them. */
const MOST_LOOKS = 1000;
const LOOK_MS = 5;

/** An agent that blocks and records the demonstration, with behavior monitoring switched off. */
export const OBEDIENT: Story = {
  scenarios: [],
  repeats: 1,
  deadlineMs: 30_000,
  isAsPublished: false,
  startsEnabled: false,
  zoneMinutes: 0,
  form: "text",
  answers: "as-answered",
  answerMs: 40,
  history: [],
  reaction: {
    blocks: true,
    records: true,
    blockMs: 300,
    lagMs: 400,
    alsoControls: false,
    status: "quarantined",
  },
  artefacts: [],
};

/** How a program came to its end. */
export interface Ended {
  /** Null when it was killed, or waits for ever. */
  readonly code: number | null;
  readonly how: "by itself" | "killed" | "stuck";
  readonly out: string;
  readonly err: string;
  readonly effects: readonly Effect[];
}

/** What is to go wrong while a program runs. */
export interface PlannedInterference {
  /** Number of the effect, from 0. */
  readonly at: number;
  readonly interfere: Interference;
}

/** One machine, from its first program to its last. */
export class VirtualMac {
  readonly disk = new VirtualDisk();
  readonly gate = new EffectGate();
  readonly time: FakeClock = new FakeClock((isDone) => this.#settle(isDone));
  readonly world: World;
  readonly triggers: WorldTriggers;
  readonly processes: VirtualProcesses;
  readonly listeners = new Map<string, Set<() => void>>();
  readonly #said = { out: "", err: "" };

  constructor(story: Story = OBEDIENT) {
    this.world = createWorld(story, this.time);
    this.triggers = new WorldTriggers(this.world);
    this.processes = new VirtualProcesses(this);
    for (const folder of ["/Users/me", "/var/db", "/usr/local/bin", "/bin", "/private/tmp"]) {
      this.disk.install(folder);
    }
    this.disk.createFile(AGENT_PATH, 0o755);
    this.disk.createFile("/bin/bash", 0o755);
    this.disk.createLink("/tmp", "private/tmp");
    this.disk.install("/usr/local/bin");
    this.disk.install("/bin");
    this.disk.install("/private/tmp");
  }

  /** Whether behavior monitoring is on now. */
  get isEnabled(): boolean {
    return this.world.protection.behaviorMonitoring;
  }

  /** Trigger files that lie in the trigger folder. */
  get files(): readonly string[] {
    return this.triggers.files;
  }

  /** Starts the command line and lets time pass until it has ended, however that is. */
  async run(words: readonly string[], planned: PlannedInterference | null = null): Promise<Ended> {
    const life = this.gate.begin(planned?.at ?? null, planned?.interfere);
    this.listeners.clear();
    [this.#said.out, this.#said.err] = ["", ""];
    const giveBack = takeOver({ ...this.#parts(), say: (stream, text) => void (this.#said[stream] += text) });
    const ending: { code: number | null; how: Ended["how"] } = { code: null, how: "killed" };
    try {
      const clock = livingClock(this.world.clock, life);
      const program = runCommandLine(words, {
        loadHost: () => Promise.resolve({ ...createHost(clock), triggerFiles: this.#triggerFiles() }),
        writeError: (text) => void (this.#said.err += text),
      });
      const ended = program.then((code) => {
        if (!life.hasEnded) Object.assign(ending, { code, how: "by itself" });
      });
      await this.time.run(Promise.race([ended, life.ended]));
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      ending.how = "stuck";
    } finally {
      life.end();
      giveBack();
      this.disk.release(life);
    }
    return { ...ending, ...this.#said, effects: this.gate.effects };
  }

  /** Lets time pass with no program of ours. */
  async wait(durationMs: number): Promise<void> {
    await this.time.run(this.time.sleep(durationMs));
  }

  /** The machine stops and is started again: no process lives on, and the disk has what it had to keep. */
  losePower(loss: PowerLoss): void {
    this.processes.killAll();
    this.disk.losePower(loss);
  }

  /** Where nobody is asleep, what comes next comes from outside of this machine: a module is being loaded. */
  async #settle(isDone: () => boolean): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    for (let left = MOST_LOOKS; left > 0 && this.time.sleepers === 0 && !isDone(); left -= 1) {
      await pause(LOOK_MS);
    }
  }

  #parts(): Pick<VirtualMac, "gate" | "disk" | "processes" | "listeners"> {
    const { gate, disk, processes, listeners } = this;
    return { gate, disk, processes, listeners };
  }

  /** The trigger folder with whatever the triggers wrote there; a helper removes it. */
  #triggerFiles(): TriggerFiles {
    const { gate, triggers } = this;
    const name = (path: string): string => path.replace(/^.*\//, "");
    return {
      inspect: (path) =>
        gate.act({ kind: "read", what: `trigger file ${name(path)}` }, () => triggers.inspect(path)).catch((
          error,
        ) => ({
          kind: "unreadable" as const,
          why: String(error),
        })),
      look: (path) =>
        gate.act({ kind: "read", what: `trigger file ${name(path)}` }, () => triggers.look(path)).catch(
          () => ({
            present: true,
            regular: false,
            ours: false,
            asWritten: false,
          }),
        ),
      remove: (path) => gate.act({ kind: "spawn", what: `rm ${name(path)}` }, () => triggers.remove(path)),
    };
  }
}

/** Time as one program has it: nobody wakes in a program that has ended. */
function livingClock(clock: Clock, life: Life): Clock {
  return {
    now: () => clock.now(),
    utcOffsetMinutes: () => clock.utcOffsetMinutes(),
    monotonicMs: () => clock.monotonicMs(),
    sleep: async (durationMs, signal) => {
      await clock.sleep(durationMs, signal);
      if (life.hasEnded) await new Promise(() => {});
    },
  };
}
