// The programs of a virtual Mac: the agent's command line, bash with a trigger, and the few of the system that a run asks.
// They live on when the program that started them is killed, as processes do.
import type { World } from "../prove/world.ts";
import { AGENT_PATH, WorldCommands } from "../prove/world_commands.ts";
import type { WorldTriggers } from "../prove/world_triggers.ts";
import type { EffectGate } from "./effect_gate.ts";
import type { VirtualDisk } from "./virtual_disk.ts";

/** Beyond all that a system gives away, so that no process of this machine is ever meant. */
const FIRST_PID = 1_000_000_000;
const KILLED: Deno.CommandStatus = { success: false, code: 137, signal: "SIGKILL" };

interface Ending {
  readonly status: Deno.CommandStatus;
  readonly stdout: Uint8Array<ArrayBuffer>;
}

interface Running {
  readonly argv: readonly string[];
  readonly end: (ending: Ending) => void;
  readonly kill: () => void;
}

/** What a run sees of a process that it started. */
export interface VirtualChild {
  readonly pid: number;
  readonly status: Promise<Deno.CommandStatus>;
  readonly stdout: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly stderr: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** What the programs act upon. */
export interface ProgramsOf {
  readonly gate: EffectGate;
  readonly disk: VirtualDisk;
  readonly world: World;
  readonly triggers: WorldTriggers;
}

/** Starts and ends processes. */
export class VirtualProcesses {
  readonly #of: ProgramsOf;
  readonly #running = new Map<number, Running>();
  #pid = FIRST_PID;
  /** The next process that is started never ends by itself. */
  hangsNext = false;

  constructor(of: ProgramsOf) {
    this.#of = of;
  }

  /** Triggers that run now. */
  get triggers(): number {
    return [...this.#running.values()].filter(({ argv }) => argv[0] === "/bin/bash").length;
  }

  /** A power failure ends them all. */
  killAll(): void {
    for (const pid of this.#running.keys()) this.kill(pid);
  }

  /** @throws Deno.errors.NotFound when there is no such program. */
  spawn(argv: readonly string[]): VirtualChild {
    const { gate } = this.#of;
    return gate.actNow({ kind: "spawn", what: commandOf(argv) }, () => this.#start(argv));
  }

  /** @throws Deno.errors.NotFound when there is no such process. */
  kill(pid: number): void {
    const running = this.#running.get(pid);
    if (running === undefined) throw new Deno.errors.NotFound("No such process (os error 3)");
    running.kill();
    running.end({ status: KILLED, stdout: new Uint8Array() });
  }

  #start(argv: readonly string[]): VirtualChild {
    const pid = this.#pid++;
    const { life } = this.#of.gate;
    const { promise, resolve } = Promise.withResolvers<Ending>();
    const end = (ending: Ending): void => {
      // A program that was killed hears of nothing any more.
      if (this.#running.delete(pid) && !life.hasEnded) resolve(ending);
    };
    const running: Running = { argv, end, kill: () => {} };
    this.#running.set(pid, running);
    if (this.hangsNext) this.hangsNext = false;
    else this.#execute(pid, running);
    return {
      pid,
      status: promise.then(({ status }) => status),
      stdout: streamOf(promise.then(({ stdout }) => stdout)),
      stderr: streamOf(promise.then(() => new Uint8Array())),
    };
  }

  #execute(pid: number, { argv, end }: Running): void {
    const { disk, world, triggers } = this.#of;
    const [program = "", ...args] = argv;
    switch (program) {
      case AGENT_PATH: {
        const command = { argv: [program, ...args], timeoutMs: Infinity, maxOutputBytes: Infinity } as const;
        new WorldCommands(world).run(command).then(({ exitCode, stdout }) =>
          end({ status: statusOf(exitCode ?? 1), stdout: new Uint8Array(stdout) })
        );
        return;
      }
      case "/bin/bash": {
        const [path = ""] = args;
        const script = disk.find(path, { follow: true });
        // What bash says of a file that is not there.
        if (script?.kind !== "file") return void end({ status: statusOf(127), stdout: new Uint8Array() });
        const lines = new TextDecoder().decode(script.bytes).split("\n");
        triggers.start(path, lines).then((trigger) => {
          this.#running.set(pid, { argv, end, kill: () => void trigger.stop() });
          trigger.ended.then(({ exitCode, signal }) =>
            end({
              status: signal === null ? statusOf(exitCode ?? 0) : { ...KILLED, signal: "SIGKILL" },
              stdout: new Uint8Array(),
            })
          );
        });
        return;
      }
      case "/bin/ps":
        return void world.clock.sleep(1).then(() => end({ status: statusOf(0), stdout: new Uint8Array() }));
      default:
        // Nothing of what they would tell of a Mac decides anything.
        return void world.clock.sleep(1).then(() => end({ status: statusOf(1), stdout: new Uint8Array() }));
    }
  }
}

function commandOf([program = "", ...args]: readonly string[]): string {
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (name === "bash") return `bash ${args[0]?.replace(/^.*\//, "")}`;
  return name === "mdatp" ? `mdatp ${args.join(" ")}` : name;
}

function statusOf(code: number): Deno.CommandStatus {
  return { success: code === 0, code, signal: null };
}

function streamOf(content: Promise<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async start(controller) {
      const bytes = await content;
      if (bytes.length > 0) controller.enqueue(bytes);
      try {
        controller.close();
      } catch {
        // Nobody reads it any more.
      }
    },
  });
}
