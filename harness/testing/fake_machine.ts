// A machine made up for tests, in virtual time: an agent whose cost is known, a sampler that sees it, workloads that
// take a known time. No part of the product imports this.
import type { SamplerLine } from "../cost/sampling/sampler_line.ts";
import { type RandomSource, seededRandom } from "../cost/statistics/seeded_random.ts";
import { drawNormal } from "./statistics/draw_normal.ts";
import { WORKLOADS } from "../cost/workloads/catalogue.ts";
import type { OnOff } from "../model/on_off.ts";
import type { RunEvent } from "../model/record/run_event.ts";
import type { CommandRunner } from "../ports/command_runner.ts";
import type { ChangeableSetting } from "../ports/device.ts";
import type { SamplerStarter } from "../ports/sampler_process.ts";
import type { JournalEntry } from "../ports/state_store.ts";
import type { WorkloadRunner } from "../ports/workload_runner.ts";
import type { MeasureRunPorts } from "../run/measure_run.ts";
import { FakeClock } from "./fake_clock.ts";
import { MemoryLog } from "./memory_log.ts";
import { MemoryStateStore } from "./memory_state_store.ts";
import { MemoryTriggerFiles } from "./memory_trigger_files.ts";
import { ScriptedDevice } from "./scripted_device.ts";
import { StepTrace } from "./step_trace.ts";

/** What is true of the machine. */
export interface MachineTruth {
  readonly seed?: number;
  /** Points of a core that behavior monitoring costs. */
  readonly addedCpu?: number;
  /** CPU time that the agent owes for each script of a workload, and pays as fast as one core can. */
  readonly owedPerScriptMs?: number;
  readonly initial?: OnOff;
  readonly managed?: boolean;
  /** Changes are answered, but do nothing. */
  readonly deaf?: boolean;
  readonly processes?: boolean;
  /** The sampler says this instead of starting. */
  readonly samplerFails?: string;
  /** Scripts of workloads answer this instead of what is right. */
  readonly wrongAnswer?: string;
  /** Power source from this moment on. */
  readonly onBatteryFromMs?: number;
  /** The machine sleeps for a minute at this moment. */
  readonly sleepAtMs?: number;
  readonly freeBytes?: number;
  /** No compiler is there. */
  readonly toolless?: boolean;
}

const TICK_MS = 100;
const SCRIPT_MS = 200;
/** Of a core, in percent: what the agent uses anyway, and how much that varies from tick to tick. */
const BASE_CPU = { mean: 8, deviation: 3 } as const;

/** The machine and everything that happened on it. What uses its ports has to be run by its clock. */
export class FakeMachine {
  readonly clock = new FakeClock();
  readonly written: string[] = [];
  readonly #trace = new StepTrace();
  readonly #log = new MemoryLog(this.clock, this.#trace);
  readonly #state = new MemoryStateStore(this.#trace);
  readonly #device: ScriptedDevice;
  readonly #truth: MachineTruth;
  readonly #random: RandomSource;
  #cpuMs = 1000;
  #owedMs = 0;
  #folders = 0;

  constructor(truth: MachineTruth = {}) {
    this.#truth = truth;
    this.#random = seededRandom(truth.seed ?? 1);
    this.#device = new ScriptedDevice(this.clock, this.#trace, {
      platform: "linux",
      setting: { value: truth.initial ?? "enabled", managed: truth.managed === true },
      change: () => truth.deaf === true ? "lies" : "obeys",
    });
  }

  get events(): readonly RunEvent[] {
    return this.#log.events;
  }

  get journal(): readonly JournalEntry[] {
    return this.#state.left;
  }

  get settings(): Readonly<Record<ChangeableSetting, OnOff>> {
    return this.#device.settings;
  }

  /** Changes asked for, in order: `behavior-monitoring enabled`. */
  get changes(): readonly string[] {
    return this.#trace.steps.filter((step) => step.startsWith("change "))
      .map((step) => step.slice("change ".length).replace(" to ", " "));
  }

  get openFolders(): number {
    return this.#folders;
  }

  get ports(): MeasureRunPorts {
    return {
      device: this.#device,
      clock: this.clock,
      log: this.#log,
      evidence: { keep: (label) => Promise.resolve(label) },
      commandRunner: this.#commandRunner(),
      samplerStarter: this.#samplerStarter(),
      samples: { append: (lines) => Promise.resolve(void this.written.push(lines)) },
      workloadRunner: this.#workloadRunner(),
      programHolder: { hold: () => ({ isRunning: () => true, end: () => Promise.resolve() }) },
      state: this.#state,
      triggerFiles: new MemoryTriggerFiles(this.#trace),
    };
  }

  /** Answers what is asked of the power supply; other commands say nothing. */
  #commandRunner(): CommandRunner {
    return {
      run: ({ argv }) => {
        const nowMs = this.clock.monotonicMs();
        const onMains = nowMs < (this.#truth.onBatteryFromMs ?? Infinity) ? 1 : 0;
        const supply = "/sys/class/power_supply/AC";
        const text = `/proc/meminfo:X: 1 kB\n${supply}/type:Mains\n${supply}/online:${onMains}\n`;
        const stdout = new TextEncoder().encode(argv[0] === "/bin/sh" ? text : "");
        const times = { startedAt: "", startedAtMs: nowMs, durationMs: 1 };
        const end = { exitCode: 0, signal: null, timedOut: false, truncated: false };
        return Promise.resolve({ argv, ...times, ...end, stdout, stderr: new Uint8Array() });
      },
    };
  }

  #samplerStarter(): SamplerStarter {
    return {
      start: (_request, onLine) => {
        const say = (line: SamplerLine): void => onLine(JSON.stringify(line));
        const stopped = new AbortController();
        const ended = Promise.withResolvers<void>();
        if (this.#truth.samplerFails !== undefined) say({ kind: "failed", why: this.#truth.samplerFails });
        else this.#sample(say, stopped.signal);
        return {
          ended: ended.promise,
          stop: () => {
            say({ kind: "cost", cpuMs: 5, wallMs: this.clock.monotonicMs(), ticks: 10, missed: 0 });
            stopped.abort();
            ended.resolve();
            return ended.promise;
          },
        };
      },
    };
  }

  async #sample(say: (line: SamplerLine) => void, signal: AbortSignal): Promise<void> {
    const source = {
      source: "linux-cpu-clock",
      metric: "rss",
      rateHz: 10,
      cores: 2,
      selfCheck: "",
      noCounts: null,
    } as const;
    say({ kind: "start", ...source });
    while (!signal.aborted) {
      const atMs = this.clock.monotonicMs();
      const reading = { pid: 7, startedAt: "1", label: "wdavdaemon", bytes: 5e7, peakBytes: 5e7 };
      const processes = this.#truth.processes === false ? [] : [{ ...reading, cpuMs: this.#cpuMs }];
      const bootMs = atMs + (atMs >= (this.#truth.sleepAtMs ?? Infinity) ? 60_000 : 0);
      say({ kind: "tick", atMs, wallMs: bootMs, bootMs, missed: 0, tookMs: 0, processes });
      await this.clock.sleep(TICK_MS, signal);
      this.#useCpu(this.clock.monotonicMs() - atMs);
    }
  }

  #useCpu(durationMs: number): void {
    const added = this.#device.setting === "enabled" ? this.#truth.addedCpu ?? 0 : 0;
    const percent = BASE_CPU.mean + added + BASE_CPU.deviation * drawNormal(this.#random);
    const ownMs = (durationMs * Math.max(0, percent)) / 100;
    const paidMs = Math.min(this.#owedMs, durationMs - ownMs);
    this.#owedMs -= paidMs;
    this.#cpuMs += ownMs + paidMs;
  }

  #workloadRunner(): WorkloadRunner {
    const answers = new Map(
      WORKLOADS.flatMap(({ scripts }) => {
        const made = scripts({ seed: 1, scale: 1, tool: "/usr/bin/cc" });
        return made === null ? [] : [[made.act, made.answer] as const];
      }),
    );
    return {
      findTool: ([tool]) => Promise.resolve(tool === "cc" && !this.#truth.toolless ? "/usr/bin/cc" : null),
      makeFolder: () => Promise.resolve(`/made-up/${++this.#folders}`),
      removeFolder: () => Promise.resolve(void this.#folders--),
      freeBytes: () => Promise.resolve(this.#truth.freeBytes ?? 1e12),
      run: async ({ script, signal }) => {
        await this.clock.sleep(SCRIPT_MS, signal);
        this.#owedMs += this.#truth.owedPerScriptMs ?? 0;
        const stdout = this.#truth.wrongAnswer ?? answers.get(script) ?? "";
        return { durationMs: SCRIPT_MS, exitCode: signal.aborted ? null : 0, stdout, stderr: "" };
      },
    };
  }
}
