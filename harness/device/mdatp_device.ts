// The device behind the `mdatp` command line: which command answers which question, and where to look for
// behavior monitoring. The commands themselves stand in agent_commands.ts.
import { type Health, type HealthDetails, printedValue } from "../model/health.ts";
import type { Problem } from "../model/harness_error.ts";
import type { OnOff } from "../model/on_off.ts";
import type { Reading } from "../model/reading.ts";
import type { Exclusion } from "../model/exclusion.ts";
import type { BehaviorCounter, ScanStatistics } from "../model/process_sample.ts";
import type { Clock } from "../ports/clock.ts";
import type { CommandOutput, CommandRunner } from "../ports/command_runner.ts";
import type {
  ChangeableSetting,
  ChangeAnswer,
  DetectionListing,
  Device,
  Installation,
  InstallationProbe,
} from "../ports/device.ts";
import type { EvidenceStore } from "../ports/bundle.ts";
import {
  ALLOWED,
  BEHAVIOR_COUNTERS,
  configCommand,
  DETECTIONS,
  EXCLUSIONS,
  HEALTH,
  healthDetails,
  STATISTICS,
} from "./agent_commands.ts";
import { AgentQuestions, rememberLast } from "./agent_questions.ts";
import { type BehaviorMonitoring, BehaviorMonitoringSearch } from "./behavior_monitoring_search.ts";
import { parseConfigAnswer } from "./parse_config_answer.ts";

/** What a device is made of. */
export interface MdatpDeviceOptions {
  readonly agentPath: string;
  readonly platform: Device["platform"];
  readonly triggerFolder: string;
  readonly simulated: Device["simulated"];
  readonly runner: CommandRunner;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
  readonly installationProbe: InstallationProbe;
  /** Multiplies every time-out of {@linkcode AGENT_TIMEOUTS_MS}; 1 when absent. */
  readonly timeoutFactor?: number;
  /** Ends the running question, and keeps any other from being asked. */
  readonly signal?: AbortSignal | undefined;
}

/** A device with Microsoft Defender for Endpoint, real or simulated. */
export class MdatpDevice implements Device {
  readonly agentPath: string;
  readonly platform: Device["platform"];
  readonly triggerFolder: string;
  readonly simulated: Device["simulated"];
  readonly #questions: AgentQuestions;
  readonly #clock: Clock;
  readonly #installationProbe: InstallationProbe;
  readonly #search: BehaviorMonitoringSearch;
  readonly #health = { ...HEALTH, parse: rememberLast(HEALTH.parse) };
  readonly #detections = { ...DETECTIONS, parse: rememberLast(DETECTIONS.parse) };

  constructor(options: MdatpDeviceOptions) {
    this.agentPath = options.agentPath;
    this.platform = options.platform;
    this.triggerFolder = options.triggerFolder;
    this.simulated = options.simulated;
    this.#clock = options.clock;
    this.#installationProbe = options.installationProbe;
    this.#questions = new AgentQuestions({ timeoutFactor: 1, ...options });
    this.#search = new BehaviorMonitoringSearch(this.#questions);
  }

  readInstallation(): Promise<Installation> {
    return this.#installationProbe.probe(this.agentPath);
  }

  /** Health; where plain health does not show behavior monitoring, the other places that may are asked too. */
  async readHealth(): Promise<Reading<Health>> {
    const health = await this.#questions.askEitherForm(this.#health);
    if (health.kind === "unreadable" || printsBehaviorMonitoring(health.value)) return health;
    const elsewhere = await this.#search.find();
    const evidence = [...health.evidence, ...elsewhere.evidence];
    if (elsewhere.kind === "unreadable") return { ...health, evidence };
    return { kind: "read", value: { ...health.value, behaviorMonitoring: elsewhere.value }, evidence };
  }

  readHealthDetails(section: string): Promise<Reading<HealthDetails>> {
    return this.#questions.ask(healthDetails(section));
  }

  /** Asks health, which alone tells who manages it; the other places when health does not show it. */
  async readBehaviorMonitoring(): Promise<Reading<BehaviorMonitoring>> {
    if (this.#search.nowhere !== null) return this.#search.nowhere;
    const health = await this.#questions.askEitherForm(this.#health);
    if (health.kind === "unreadable") return health;
    const value = health.value.behaviorMonitoring;
    if (value !== null) return { kind: "read", value, evidence: health.evidence };
    if (printsBehaviorMonitoring(health.value)) return notUnderstood(health);
    const elsewhere = await this.#search.find();
    return { ...elsewhere, evidence: [...health.evidence, ...elsewhere.evidence] };
  }

  async listDetections(): Promise<DetectionListing> {
    const asked = { askedAt: this.#clock.now(), askedAtMs: this.#clock.monotonicMs() };
    const { reading: detections, taken } = await this.#questions.askTimed(this.#detections);
    if (taken === null) return { ...asked, answeredAtMs: this.#clock.monotonicMs(), detections };
    const { startedAt, startedAtMs, durationMs } = taken;
    return { askedAt: startedAt, askedAtMs: startedAtMs, answeredAtMs: startedAtMs + durationMs, detections };
  }

  readAllowed(): Promise<Reading<readonly string[]>> {
    return this.#questions.ask(ALLOWED);
  }

  readExclusions(): Promise<Reading<readonly Exclusion[]>> {
    return this.#questions.ask(EXCLUSIONS);
  }

  async change(setting: ChangeableSetting, value: OnOff): Promise<ChangeAnswer> {
    const asked = await this.#questions.run(configCommand(setting, value));
    if (asked.kind === "failed") {
      const { problem, evidence } = asked;
      return { kind: "refused", message: "", exitCode: null, evidence, problem };
    }
    const { kind, message } = parseConfigAnswer(everythingSaid(asked.output));
    return { kind, message, exitCode: asked.output.exitCode, evidence: asked.evidence, problem: null };
  }

  readScanStatistics(): Promise<Reading<readonly ScanStatistics[]>> {
    return this.#questions.askEitherForm(STATISTICS);
  }

  readBehaviorCounters(): Promise<Reading<readonly BehaviorCounter[]>> {
    return this.#questions.ask(BEHAVIOR_COUNTERS);
  }
}

/** Whether plain health has it, understood or not: what it says is not overruled by another place. */
function printsBehaviorMonitoring(health: Health): boolean {
  return health.behaviorMonitoring !== null || printedValue(health, "behavior_monitoring") !== null;
}

function notUnderstood({ value, evidence }: Extract<Reading<Health>, { kind: "read" }>): Reading<never> {
  const printed = JSON.stringify(printedValue(value, "behavior_monitoring"));
  const problem: Problem = {
    code: "agent/health-unreadable",
    message: `Cannot read behavior monitoring: the agent prints it as ${printed}`,
    hint: 'Run "mdatp health --field behavior_monitoring" in a terminal and read what it prints',
  };
  return { kind: "unreadable", problem, evidence };
}

/** Refusals come on either stream. */
function everythingSaid({ stdout, stderr }: CommandOutput): string {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return `${text(stdout)}\n${text(stderr)}`;
}
