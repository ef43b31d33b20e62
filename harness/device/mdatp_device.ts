// The device behind the `mdatp` command line: which command answers which question, and where to look for
// behavior monitoring. Never a command that removes or restores threats: that would destroy evidence.
import type { Health, HealthDetails } from "../model/health.ts";
import type { Problem } from "../model/harness_error.ts";
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
  OnOff,
} from "../ports/device.ts";
import type { EvidenceStore } from "../ports/evidence_store.ts";
import type { InstallationProbe } from "../ports/installation_probe.ts";
import { AgentQuestions, type TwoFormQuestion } from "./agent_questions.ts";
import { toOnOff } from "./health_fields.ts";
import { parseAllowed } from "./parse_allowed.ts";
import { parseConfigAnswer } from "./parse_config_answer.ts";
import { parseDetections } from "./parse_detections.ts";
import { parseExclusions } from "./parse_exclusions.ts";
import { parseHealth } from "./parse_health.ts";
import { parseHealthDetails } from "./parse_health_details.ts";
import { parseHealthField } from "./parse_health_field.ts";
import { parseScanStatistics } from "./parse_scan_statistics.ts";
import { parseVersion } from "./parse_version.ts";

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

type BehaviorMonitoring = NonNullable<Health["behaviorMonitoring"]>;

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
  /** Set once the agent was seen to show behavior monitoring nowhere: an agent too old does not learn it. */
  #shownNowhere: Reading<never> | null = null;

  constructor(options: MdatpDeviceOptions) {
    this.agentPath = options.agentPath;
    this.platform = options.platform;
    this.triggerFolder = options.triggerFolder;
    this.simulated = options.simulated;
    this.#clock = options.clock;
    this.#installationProbe = options.installationProbe;
    this.#questions = new AgentQuestions({ timeoutFactor: 1, ...options });
  }

  readInstallation(): Promise<Installation> {
    return this.#installationProbe.probe(this.agentPath);
  }

  /** Health; where plain health does not show behavior monitoring, the other places that may are asked too. */
  async readHealth(): Promise<Reading<Health>> {
    const health = await this.#questions.askEitherForm(HEALTH);
    if (health.kind === "unreadable" || health.value.behaviorMonitoring !== null) return health;
    const elsewhere = this.#shownNowhere ?? await this.#findBehaviorMonitoring();
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

  async readBehaviorMonitoring(): Promise<Reading<BehaviorMonitoring>> {
    if (this.#shownNowhere !== null) return this.#shownNowhere;
    const health = await this.readHealth();
    if (health.kind === "unreadable") return health;
    const value = health.value.behaviorMonitoring;
    if (value !== null) return { kind: "read", value, evidence: health.evidence };
    return this.#shownNowhere ?? notShown(health.evidence);
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

  /** The product version that `mdatp version` prints, for agents whose health does not tell it. */
  readVersion(): Promise<Reading<string>> {
    return this.#questions.ask({
      label: "version",
      args: ["version"],
      timeout: "health",
      parse: parseVersion,
    });
  }

  /** Where early builds show it: as a field that plain health leaves out, or among the features. */
  async #findBehaviorMonitoring(): Promise<Reading<BehaviorMonitoring>> {
    const field = await this.#questions.ask({
      label: "health-field-behavior-monitoring",
      args: ["health", "--field", "behavior_monitoring"],
      timeout: "health",
      parse: parseHealthField,
    });
    const found = stateOf(field.kind === "read" ? field.value : undefined);
    if (found !== null) return { kind: "read", value: found, evidence: field.evidence };
    const features = await this.readHealthDetails("features");
    const evidence = [...field.evidence, ...features.evidence];
    const state = stateOf(features.kind === "read" ? features.value.behavior_monitoring : undefined);
    if (state !== null) return { kind: "read", value: state, evidence };
    const problem = [field, features].map(transientProblemOf).find((transient) => transient !== null);
    if (problem !== undefined) return { kind: "unreadable", problem, evidence };
    return this.#shownNowhere = notShown(evidence);
  }
}

function stateOf(
  fact: { readonly value: unknown; readonly managed: boolean } | undefined,
): BehaviorMonitoring | null {
  const value = toOnOff(fact?.value);
  return value === null || fact === undefined ? null : { value, managed: fact.managed };
}

/** A problem that says nothing about what the agent can show. */
function transientProblemOf(reading: Reading<unknown>): Problem | null {
  if (reading.kind === "read") return null;
  const { problem } = reading;
  return problem.code === "agent/command-failed" || problem.code === "agent/health-unreadable"
    ? null
    : problem;
}

function notShown(evidence: readonly string[]): Reading<never> {
  const problem: Problem = {
    code: "agent/health-unreadable",
    message: "Cannot read behavior monitoring: neither health nor its features show it",
    hint: "Update the agent to a version that has behavior monitoring",
  };
  return { kind: "unreadable", problem, evidence };
}

/** Refusals come on either stream. */
function everythingSaid({ stdout, stderr }: CommandOutput): string {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return `${text(stdout)}\n${text(stderr)}`;
}
