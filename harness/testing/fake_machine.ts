// A machine made up for tests: a clock that runs as fast as it is asked, an agent whose cost is known, workloads that
// take a known time. No part of the product imports this.
import type { RunEvent, RunEventBody } from "../model/record/run_event.ts";
import type { Clock } from "../ports/clock.ts";
import type { ChangeAnswer, OnOff } from "../ports/device.ts";
import type { JournalEntry, StateStore } from "../ports/state_store.ts";
import type { SamplerStarter } from "../ports/sampler_process.ts";
import type { WorkloadRunner } from "../ports/workload_runner.ts";
import type { SamplerLine } from "../cost/sampling/sampler_line.ts";
import { type RandomSource, seededRandom } from "../cost/statistics/seeded_random.ts";
import { drawNormal } from "./draw_normal.ts";
import { WORKLOADS } from "../cost/workloads/catalogue.ts";
import { createFakeDevice, NO_TRIGGER_FILES } from "./fake_device.ts";
import type { MeasureRunPorts } from "../run/measure_run.ts";

/** What is true of the machine. */
export interface MachineTruth {
  readonly seed?: number;
  /** Points of a core that behavior monitoring costs. */
  readonly addedCpu?: number;
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
  readonly freeBytes?: number;
  /** No compiler is there. */
  readonly toolless?: boolean;
}

const TICK_MS = 100;
const SCRIPT_MS = 200;

/** The machine and everything that happened on it. */
export class FakeMachine {
  readonly events: RunEvent[] = [];
  readonly changes: string[] = [];
  readonly journal: JournalEntry[] = [];
  readonly written: string[] = [];
  readonly #truth: MachineTruth;
  readonly #random: RandomSource;
  #nowMs = 0;
  #settings: Record<string, OnOff>;
  #onLine: ((line: string) => void) | null = null;
  #cpuMs = 1000;
  #onTime: { readonly atMs: number; readonly act: () => void } | null = null;
  #folders = 0;

  constructor(truth: MachineTruth = {}) {
    this.#truth = truth;
    this.#random = seededRandom(truth.seed ?? 1);
    this.#settings = {
      "behavior-monitoring": truth.initial ?? "enabled",
      "real-time-protection-statistics": "disabled",
      "behavior-monitoring-statistics": "disabled",
    };
  }

  get settings(): Readonly<Record<string, OnOff>> {
    return this.#settings;
  }

  get openFolders(): number {
    return this.#folders;
  }

  /** Does something when that time has come. */
  at(atMs: number, act: () => void): void {
    this.#onTime = { atMs, act };
  }

  get ports(): MeasureRunPorts {
    return {
      device: createFakeDevice({
        monitoring: () => ({
          value: this.#settings["behavior-monitoring"] ?? "disabled",
          managed: this.#truth.managed === true,
        }),
        change: (setting, value) => this.#change(setting, value),
      }),
      clock: this.#clock(),
      log: { append: (event) => this.#append(event) },
      evidence: { keep: (label) => Promise.resolve(label) },
      commandRunner: {
        run: ({ argv }) => {
          const battery = this.#nowMs >= (this.#truth.onBatteryFromMs ?? Infinity);
          const supply = `/sys/class/power_supply/AC/type:Mains\n/sys/class/power_supply/AC/online:${
            battery ? 0 : 1
          }\n`;
          const stdout = new TextEncoder().encode(
            argv[0] === "/bin/sh" ? `/proc/meminfo:X: 1 kB\n${supply}` : "",
          );
          const times = { startedAt: "", startedAtMs: this.#nowMs, durationMs: 1 };
          const end = { exitCode: 0, signal: null, timedOut: false, truncated: false };
          return Promise.resolve({ argv, ...times, ...end, stdout, stderr: new Uint8Array() });
        },
      },
      samplerStarter: this.#samplerStarter(),
      samples: { append: (lines) => Promise.resolve(void this.written.push(lines)) },
      workloadRunner: this.#workloadRunner(),
      state: this.#state(),
      triggerFiles: NO_TRIGGER_FILES,
    };
  }

  #change(setting: string, value: OnOff): ChangeAnswer["kind"] {
    const isSame = this.#settings[setting] === value;
    this.changes.push(`${setting} ${value}`);
    if (this.#truth.deaf !== true) this.#settings = { ...this.#settings, [setting]: value };
    return isSame ? "unchanged" : "updated";
  }

  #append(event: RunEventBody): Promise<RunEvent> {
    const stamped: RunEvent = {
      ...event,
      seq: this.events.length,
      at: this.#clock().now(),
      atMs: this.#nowMs,
    };
    this.events.push(stamped);
    return Promise.resolve(stamped);
  }

  #clock(): Clock {
    return {
      now: () => new Date(1_700_000_000_000 + this.#nowMs).toISOString(),
      monotonicMs: () => this.#nowMs,
      sleep: (durationMs, signal) => this.#sleep(durationMs, signal),
    };
  }

  /** Passes time, with a reading of the sampler every 100 ms. */
  async #sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    // A limit that is only there in case of need must not make time pass.
    if (durationMs >= 5000 && signal !== undefined && this.#onLine === null) return;
    const endMs = this.#nowMs + Math.max(0, durationMs);
    while (this.#nowMs < endMs && signal?.aborted !== true) {
      const nextTickMs = (Math.floor(this.#nowMs / TICK_MS) + 1) * TICK_MS;
      const stepMs = Math.min(endMs, nextTickMs) - this.#nowMs;
      this.#nowMs += stepMs;
      this.#work(stepMs);
      if (this.#nowMs === nextTickMs) this.#tick();
      if (this.#nowMs % 5000 === 0) await null; // Lets what waits to be written go on.
      if (this.#onTime !== null && this.#nowMs >= this.#onTime.atMs) {
        const { act } = this.#onTime;
        this.#onTime = null;
        act();
      }
    }
    await Promise.resolve();
  }

  #work(durationMs: number): void {
    const isOn = this.#settings["behavior-monitoring"] === "enabled";
    const percent = 8 + (isOn ? this.#truth.addedCpu ?? 0 : 0) + 3 * drawNormal(this.#random);
    this.#cpuMs += (durationMs * Math.max(0, percent)) / 100;
  }

  #tick(): void {
    const reading = {
      pid: 7,
      startedAt: "1",
      label: "wdavdaemon",
      cpuMs: this.#cpuMs,
      bytes: 5e7,
      peakBytes: 5e7,
    };
    const processes = this.#truth.processes === false ? [] : [reading];
    this.#say({ kind: "tick", atMs: this.#nowMs, wallMs: this.#nowMs, missed: 0, tookMs: 0, processes });
  }

  #say(line: SamplerLine): void {
    this.#onLine?.(JSON.stringify(line));
  }

  #samplerStarter(): SamplerStarter {
    return {
      start: (_request, onLine) => {
        this.#onLine = onLine;
        const ended = Promise.withResolvers<void>();
        if (this.#truth.samplerFails !== undefined) {
          this.#say({ kind: "failed", why: this.#truth.samplerFails });
        } else {
          const source = {
            source: "linux-cpu-clock",
            metric: "rss",
            rateHz: 10,
            cores: 2,
            selfCheck: "",
          } as const;
          this.#say({ kind: "start", ...source });
          this.#tick();
        }
        return {
          ended: ended.promise,
          stop: () => {
            this.#say({ kind: "cost", cpuMs: 5, wallMs: this.#nowMs, ticks: 10, missed: 0 });
            this.#onLine = null;
            ended.resolve();
            return ended.promise;
          },
        };
      },
    };
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
        await this.#sleep(SCRIPT_MS, signal);
        const stdout = this.#truth.wrongAnswer ?? answers.get(script) ?? "";
        return { durationMs: SCRIPT_MS, exitCode: signal.aborted ? null : 0, stdout, stderr: "" };
      },
    };
  }

  #state(): StateStore {
    return {
      lock: () => Promise.resolve(),
      unlock: () => Promise.resolve(),
      pending: () => Promise.resolve([...this.journal]),
      open: (entry) => {
        const opened = { ...entry, id: this.events.length * 1000 + this.journal.length };
        this.journal.push(opened);
        return Promise.resolve(opened);
      },
      close: (id) => {
        const at = this.journal.findIndex((entry) => entry.id === id);
        if (at >= 0) this.journal.splice(at, 1);
        return Promise.resolve();
      },
    };
  }
}
