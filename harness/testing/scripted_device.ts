// A small pure model of an agent behind the device port: its setting, its list, and the ways in which it misbehaves.
import type { Detection } from "../model/detection.ts";
import type { Problem } from "../model/harness_error.ts";
import type { Health, Managed } from "../model/health.ts";
import type { Reading } from "../model/reading.ts";
import type { OnOff } from "../model/on_off.ts";
import type { ChangeableSetting, ChangeAnswer, Device, Installation } from "../ports/device.ts";
import { healthWith } from "./facts_fixture.ts";
import type { FakeClock } from "./fake_clock.ts";
import type { StepTrace } from "./step_trace.ts";

/** Questions that can go wrong. */
type DeviceQuestion = "health" | "details" | "setting" | "list" | "allowed" | "exclusions";

/** What an agent is and how it misbehaves. */
export interface DeviceScript {
  readonly installation: Installation;
  /** Behavior monitoring; the counters are off. */
  readonly setting: Managed<OnOff>;
  /** Entries of the list from before. */
  readonly earlier: readonly Detection[];
  readonly health: Partial<Health>;
  /** How a change is answered; `lies` says "updated" and changes nothing. */
  readonly change: (to: OnOff) => "obeys" | "refuses" | "lies" | "times-out";
  /** How long after the answer a change shows in readings. */
  readonly visibleAfterMs: number;
  /** How long a change lasts before the agent goes back to what it was; null when it lasts. */
  readonly lastsMs: number | null;
  /** Why the nth question of a kind (from 1) gets no answer; null for those that get one. */
  readonly unreadable: (question: DeviceQuestion, nth: number) => Problem | null;
  readonly platform: Device["platform"];
}

/** An agent that answers and obeys. */
const WELL_BEHAVED: DeviceScript = {
  installation: { kind: "installed" },
  setting: { value: "disabled", managed: false },
  earlier: [],
  health: {},
  change: () => "obeys",
  visibleAfterMs: 0,
  lastsMs: null,
  unreadable: () => null,
  platform: "darwin",
};

/** No answer in time. */
export const TIMED_OUT: Problem = { code: "agent/timed-out", message: "No answer within 10 s", hint: "Wait" };
/** An answer that makes no sense. */
export const GARBLED: Problem = {
  code: "agent/detections-unreadable",
  message: "The list makes no sense",
  hint: "Run it again",
};

const ANSWER_MS = 40;
const TIME_OUT_MS = 10_000;

/** One answer, as a bundle would keep it. */
export interface KeptAnswer {
  readonly id: string;
  readonly question: DeviceQuestion;
  readonly startedAt: string;
  readonly startedMs: number;
  readonly durationMs: number;
  /** Null when there was no answer. */
  readonly value: unknown;
}

/** The device port over a script. Every question takes some virtual time. */
export class ScriptedDevice implements Device {
  readonly platform: Device["platform"];
  readonly agentPath = "/usr/local/bin/mdatp";
  readonly triggerFolder = "/tmp";
  readonly simulated = null;
  readonly #clock: FakeClock;
  readonly #trace: StepTrace;
  readonly #script: DeviceScript;
  readonly #asked = new Map<DeviceQuestion, number>();
  /** Every answer so far. */
  readonly kept: KeptAnswer[] = [];
  #settings: Readonly<Record<ChangeableSetting, OnOff>>;
  #list: readonly Detection[];
  #health: Partial<Health>;

  constructor(clock: FakeClock, trace: StepTrace, script: Partial<DeviceScript> = {}) {
    this.#clock = clock;
    this.#trace = trace;
    this.#script = { ...WELL_BEHAVED, ...script };
    this.platform = this.#script.platform;
    this.#settings = {
      "behavior-monitoring": this.#script.setting.value,
      "real-time-protection-statistics": "disabled",
      "behavior-monitoring-statistics": "disabled",
    };
    this.#list = this.#script.earlier;
    this.#health = this.#script.health;
  }

  /** The state of behavior monitoring now, whoever asks. */
  get setting(): OnOff {
    return this.#settings["behavior-monitoring"];
  }

  /** All settings now. */
  get settings(): Readonly<Record<ChangeableSetting, OnOff>> {
    return this.#settings;
  }

  /** Changes what health says from now on. */
  become(changes: Partial<Health>): void {
    this.#health = { ...this.#health, ...changes };
  }

  /** Adds an entry to the list. */
  record(detection: Detection): void {
    this.#list = [...this.#list, detection];
  }

  /** Takes the entry with this id from the list, and gives it. */
  forget(id: string): readonly Detection[] {
    const forgotten = this.#list.filter((detection) => detection.id === id);
    this.#list = this.#list.filter((detection) => detection.id !== id);
    return forgotten;
  }

  readInstallation(): ReturnType<Device["readInstallation"]> {
    return Promise.resolve(this.#script.installation);
  }

  readHealth(): Promise<Reading<Health>> {
    return this.#answer(
      "health",
      () => healthWith({ behaviorMonitoring: this.#state(), ...this.#health }),
    );
  }

  readHealthDetails(): ReturnType<Device["readHealthDetails"]> {
    const on = { value: true, managed: false };
    return this.#answer("details", () => ({
      endpoint_security_extension_installed: on,
      endpoint_security_extension_ready: on,
    }));
  }

  readBehaviorMonitoring(): ReturnType<Device["readBehaviorMonitoring"]> {
    return this.#answer("setting", () => this.#state());
  }

  async listDetections(): ReturnType<Device["listDetections"]> {
    const asked = { askedAt: this.#clock.now(), askedAtMs: this.#clock.monotonicMs() };
    const detections = await this.#answer("list", () => this.#list);
    return { ...asked, answeredAtMs: this.#clock.monotonicMs(), detections };
  }

  readAllowed(): ReturnType<Device["readAllowed"]> {
    return this.#answer("allowed", () => []);
  }

  readExclusions(): ReturnType<Device["readExclusions"]> {
    return this.#answer("exclusions", () => []);
  }

  readScanStatistics(): ReturnType<Device["readScanStatistics"]> {
    return Promise.resolve({ kind: "read", value: [], evidence: [] });
  }

  readBehaviorCounters(): ReturnType<Device["readBehaviorCounters"]> {
    return Promise.resolve({ kind: "read", value: [], evidence: [] });
  }

  change(setting: ChangeableSetting, to: OnOff): Promise<ChangeAnswer> {
    return this.#trace.act(`change ${setting} to ${to}`, async () => {
      const answer = { exitCode: 0, evidence: [`change-${to}`], problem: null };
      const how = this.#script.change(to);
      await this.#clock.sleep(how === "times-out" ? TIME_OUT_MS : ANSWER_MS);
      if (how === "times-out") return { ...answer, kind: "refused", message: "", problem: TIMED_OUT };
      if (how === "refuses") return { ...answer, kind: "refused", message: "Not permitted", exitCode: 1 };
      if (this.#settings[setting] === to) {
        return { ...answer, kind: "unchanged", message: "It is so already" };
      }
      if (how === "obeys") this.#set(setting, to);
      return { ...answer, kind: "updated", message: "Configuration property updated." };
    });
  }

  #set(setting: ChangeableSetting, to: OnOff): void {
    const { visibleAfterMs, lastsMs } = this.#script;
    const from = this.#settings[setting];
    const become = (value: OnOff): void => void (this.#settings = { ...this.#settings, [setting]: value });
    if (lastsMs !== null) this.#clock.after(lastsMs, () => become(from));
    if (visibleAfterMs === 0) become(to);
    else this.#clock.after(visibleAfterMs, () => become(to));
  }

  #state(): Managed<OnOff> {
    return { value: this.setting, managed: this.#script.setting.managed };
  }

  #answer<T>(question: DeviceQuestion, value: () => T): Promise<Reading<T>> {
    const nth = (this.#asked.get(question) ?? 0) + 1;
    this.#asked.set(question, nth);
    const evidence = [`${question}-${nth}`];
    return this.#trace.act(`ask ${question}`, async (): Promise<Reading<T>> => {
      const problem = this.#script.unreadable(question, nth);
      const started = { startedAt: this.#clock.now(), startedMs: this.#clock.monotonicMs() };
      await this.#clock.sleep(problem?.code === "agent/timed-out" ? TIME_OUT_MS : ANSWER_MS);
      const answer = problem === null ? value() : null;
      const durationMs = this.#clock.monotonicMs() - started.startedMs;
      this.kept.push({ id: `${question}-${nth}`, question, ...started, durationMs, value: answer });
      return problem !== null || answer === null
        ? { kind: "unreadable", problem: problem ?? GARBLED, evidence }
        : { kind: "read", value: answer, evidence };
    });
  }
}
