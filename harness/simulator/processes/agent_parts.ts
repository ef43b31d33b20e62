// The two processes that the core looks after: started, started again when they die, ended.
import type { StartedProcess } from "../../model/simulated_profile.ts";
import type { DeviceLayout } from "../device/device_state.ts";
import { SECOND_SHELL } from "../guards/second_actor.ts";
import { WRITER_TOOLS } from "../guards/find_writers.ts";
import { AGENT_GONE_EXIT_CODE, firstLine } from "./handshake.ts";
import { permissionPath, PROGRAM_FLAGS, programPath } from "../device/program_start.ts";

const RESTART_DELAY_MS = 200;
const END_MS = 1000;

interface Part {
  readonly name: string;
  readonly flags: readonly string[];
}

/** Looks after `wdavdaemon_enterprise` and `wdavdaemon_unprivileged`. */
export class AgentParts {
  readonly #layout: DeviceLayout;
  readonly #parts: readonly Part[];
  readonly #running = new Map<string, Deno.ChildProcess>();
  #isEnding = false;
  /** Called when a process ends the whole agent. */
  onGone: () => void = () => {};

  constructor(layout: DeviceLayout) {
    this.#layout = layout;
    const root = permissionPath(layout.root);
    const tools = [...Object.values(WRITER_TOOLS), SECOND_SHELL].join(",");
    this.#parts = [
      { name: "wdavdaemon_enterprise", flags: [`--allow-read=${root}`] },
      {
        name: "wdavdaemon_unprivileged",
        // Reads everywhere: the scripts of those who write the trigger paths may lie anywhere.
        flags: ["--v8-flags=--expose-gc", "--allow-read", `--allow-write=${root}`, `--allow-run=${tools}`],
      },
    ];
  }

  /** Starts both; null when one of them ended before it was up. */
  async start(): Promise<readonly StartedProcess[] | null> {
    const started = await Promise.all(this.#parts.map((part) => this.#run(part)));
    const up = started.filter((part) => part !== null);
    return up.length === started.length ? up : null;
  }

  /** Ends both, by force when they do not end by themselves. */
  async end(): Promise<void> {
    this.#isEnding = true;
    const children = [...this.#running.values()];
    const timer = setTimeout(() => children.forEach((child) => kill(child)), END_MS);
    await Promise.all(children.map(async (child) => {
      await child.stdin.close().catch(() => {});
      await child.status;
    }));
    clearTimeout(timer);
  }

  async #run(part: Part): Promise<StartedProcess | null> {
    const child = new Deno.Command(`${this.#layout.sbin}/${part.name}`, {
      args: [
        "run",
        ...PROGRAM_FLAGS,
        ...part.flags,
        programPath(`${part.name}_program.ts`),
        this.#layout.root,
      ],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#running.set(part.name, child);
    const isUp = await firstLine(child.stdout) !== null;
    child.status.then(({ code }) => this.#ended(part, { code, isUp }));
    return isUp ? { name: part.name, pid: child.pid } : null;
  }

  #ended(part: Part, { code, isUp }: { readonly code: number; readonly isUp: boolean }): void {
    if (this.#isEnding || !isUp) return;
    if (code === AGENT_GONE_EXIT_CODE) return this.onGone();
    setTimeout(() => {
      if (!this.#isEnding) this.#run(part);
    }, RESTART_DELAY_MS);
  }
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
