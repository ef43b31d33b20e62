// The device behind the `mdatp` command line: which command answers which question, and where to look for
// behavior monitoring. Never a command that removes or restores threats: that would destroy evidence.
import type { Health, HealthDetails } from "../model/health.ts";
import type { OnOff } from "../model/on_off.ts";
import type { Reading } from "../model/reading.ts";
import type { Detection } from "../model/detection.ts";
import type { Exclusion } from "../model/exclusion.ts";
import type { ScanStatistics } from "../model/process_sample.ts";
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
import { AgentQuestions, type TwoFormQuestion } from "./agent_questions.ts";
import { type BehaviorMonitoring, BehaviorMonitoringSearch } from "./behavior_monitoring_search.ts";
import { parseAllowed } from "./parse_allowed.ts";
import { parseConfigAnswer } from "./parse_config_answer.ts";
import { parseDetections } from "./parse_detections.ts";
import { parseExclusions } from "./parse_exclusions.ts";
import { parseHealth } from "./parse_health.ts";
import { parseHealthDetails } from "./parse_health_details.ts";
import { parseScanStatistics } from "./parse_scan_statistics.ts";

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
}

const HEALTH: TwoFormQuestion<Health> = {
  label: "health",
  args: ["health"],
  timeout: "health",
  parse: parseHealth,
  firstForm: "json",
  anyExitCode: true,
};

const DETECTIONS: TwoFormQuestion<readonly Detection[]> = {
  label: "threat-list",
  args: ["threat", "list"],
  timeout: "list",
  parse: parseDetections,
  // The text form is the one that was seen to show entries of behavior monitoring; of the JSON form no sample is
  // public, and programs that read it look at scans only.
  firstForm: "text",
  // The two forms tell times differently: compared with each other, every old entry would look new.
  oneFormOnly: true,
};

const STATISTICS: TwoFormQuestion<readonly ScanStatistics[]> = {
  label: "real-time-protection-statistics",
  args: ["diagnostic", "real-time-protection-statistics"],
  timeout: "statistics",
  parse: parseScanStatistics,
  firstForm: "json",
};

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
    const health = await this.#questions.askEitherForm(HEALTH);
    if (health.kind === "unreadable" || health.value.behaviorMonitoring !== null) return health;
    const elsewhere = await this.#search.find();
    const evidence = [...health.evidence, ...elsewhere.evidence];
    if (elsewhere.kind === "unreadable") return { ...health, evidence };
    return { kind: "read", value: { ...health.value, behaviorMonitoring: elsewhere.value }, evidence };
  }

  readHealthDetails(section: string): Promise<Reading<HealthDetails>> {
    return this.#questions.ask({
      label: `health-details-${section.replaceAll("_", "-")}`,
      args: ["health", "--details", section],
      timeout: "health",
      parse: parseHealthDetails,
    });
  }

  /** Asks health, which alone tells who manages it; the other places when health does not show it. */
  async readBehaviorMonitoring(): Promise<Reading<BehaviorMonitoring>> {
    if (this.#search.nowhere !== null) return this.#search.nowhere;
    const health = await this.#questions.askEitherForm(HEALTH);
    if (health.kind === "unreadable") return health;
    const value = health.value.behaviorMonitoring;
    if (value !== null) return { kind: "read", value, evidence: health.evidence };
    const elsewhere = await this.#search.find();
    return { ...elsewhere, evidence: [...health.evidence, ...elsewhere.evidence] };
  }

  async listDetections(): Promise<DetectionListing> {
    const askedAtMs = this.#clock.monotonicMs();
    const detections = await this.#questions.askEitherForm(DETECTIONS);
    return { askedAtMs, answeredAtMs: this.#clock.monotonicMs(), detections };
  }

  readAllowed(): Promise<Reading<readonly string[]>> {
    return this.#questions.ask({
      label: "threat-allowed-list",
      args: ["threat", "allowed", "list"],
      timeout: "list",
      parse: parseAllowed,
    });
  }

  readExclusions(): Promise<Reading<readonly Exclusion[]>> {
    return this.#questions.ask({
      label: "exclusion-list",
      args: ["exclusion", "list"],
      timeout: "list",
      parse: parseExclusions,
    });
  }

  async change(setting: ChangeableSetting, value: OnOff): Promise<ChangeAnswer> {
    const args = ["config", setting, "--value", value];
    const asked = await this.#questions.run({ label: `config-${setting}`, args, timeout: "config" });
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
}

/** Refusals come on either stream. */
function everythingSaid({ stdout, stderr }: CommandOutput): string {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return `${text(stdout)}\n${text(stderr)}`;
}
