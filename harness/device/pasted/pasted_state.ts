// What pasted answers say of the state of a device: one reading for each question that the checks ask.
import { HarnessError, type Problem } from "../../model/harness_error.ts";
import type { Exclusion } from "../../model/exclusion.ts";
import type { Health, HealthDetails } from "../../model/health.ts";
import type { Platform } from "../../model/platform.ts";
import type { Reading } from "../../model/reading.ts";
import type { ParseKind } from "../parse_kind.ts";
import { type PastedHealth, pastedHealth } from "./pasted_health.ts";
import type { SystemExtension } from "./parse_system_extensions.ts";
import { answersOf, type Pasted, type PastedAnswer } from "./read_pasted.ts";

/** Readings as a device gives them; what nobody pasted is unreadable, with the code `agent/not-asked`. */
export interface PastedState {
  /** As far as the outputs tell; null when they do not. */
  readonly platform: Platform | null;
  readonly health: Reading<Health>;
  /** What sections, fields and the version tell where nobody pasted health; what is null in it may yet hold. */
  readonly sections: PastedHealth | null;
  readonly behaviorMonitoring: Reading<NonNullable<Health["behaviorMonitoring"]>>;
  readonly allowed: Reading<readonly string[]>;
  readonly exclusions: Reading<readonly Exclusion[]>;
  readonly systemExtensions: Reading<HealthDetails>;
}

/** What is known of the texts. */
interface PastedOrder {
  /** They were pasted in this order, the newest last. */
  readonly isInOrder?: boolean;
}

/**
 * Puts the answers together. Within one text the last answer is the newest.
 *
 * @throws HarnessError `usage/invalid` when two texts answer the same question, and which is newer is not known.
 */
export function pastedState(given: Pasted, { isInOrder = false }: PastedOrder = {}): PastedState {
  // In order, the texts are one: the last answer of all is the newest.
  const pasted = isInOrder ? asOne(given) : given;
  const plain = onlyOne(answersOf(pasted, "health"));
  const told = pastedHealth(pasted, { plain, isInOrder });
  const printed = plain?.reading ?? notPasted("mdatp health");
  const health: Reading<Health> = printed.kind === "read" && told !== null
    ? { kind: "read", ...told }
    : printed;
  return {
    platform: platformOf(pasted, health),
    health,
    sections: plain === null ? told : null,
    behaviorMonitoring: behaviorMonitoringOf(health, told),
    allowed: onlyOne(answersOf(pasted, "allowed"))?.reading ?? notPasted("mdatp threat allowed list"),
    exclusions: onlyOne(answersOf(pasted, "exclusions"))?.reading ?? notPasted("mdatp exclusion list"),
    systemExtensions: systemExtensionsOf(pasted),
  };
}

function asOne({ answers, unused }: Pasted): Pasted {
  const alone: ReadonlySet<ParseKind> = new Set(["health", "allowed", "exclusions", "system-extensions"]);
  const isNewest = (answer: PastedAnswer) =>
    !alone.has(answer.kind) || answer === answers.findLast(({ kind }) => kind === answer.kind);
  return { answers: answers.filter(isNewest), unused };
}

function onlyOne<A extends PastedAnswer>(answers: readonly A[]): A | null {
  const last = answers.at(-1) ?? null;
  const other = answers.find(({ name }) => name !== last?.name);
  if (last === null || other === undefined) return last;
  throw new HarnessError(
    "usage/invalid",
    `Cannot tell which holds: "${other.name}" and "${last.name}" are both ${last.kind}`,
    { hint: "Give the newer one only" },
  );
}

function notPasted(command: string): Extract<Reading<never>, { kind: "unreadable" }> {
  const problem: Problem = {
    code: "agent/not-asked",
    message: `Nobody pasted what "${command}" prints`,
    hint: `Run "${command}" on the device and paste all it prints`,
  };
  return { kind: "unreadable", problem, evidence: [] };
}

function behaviorMonitoringOf(
  health: Reading<Health>,
  told: PastedHealth | null,
): PastedState["behaviorMonitoring"] {
  const value = told?.value.behaviorMonitoring ?? null;
  if (value !== null && told !== null) return { kind: "read", value, evidence: told.evidence };
  return health.kind === "unreadable" ? health : notPasted("mdatp health --details features");
}

/** As the agent's own section says, or else as the system lists them. */
function systemExtensionsOf(pasted: Pasted): Reading<HealthDetails> {
  const section = answersOf(pasted, "health-details").findLast(({ reading }) =>
    reading.kind === "read" && Object.keys(reading.value).some((key) => key.startsWith("endpoint_security_"))
  );
  const listed = onlyOne(answersOf(pasted, "system-extensions"))?.reading;
  if (section !== undefined || listed === undefined) {
    return section?.reading ?? notPasted("mdatp health --details system_extensions");
  }
  return listed.kind === "unreadable" ? listed : { ...listed, value: detailsOf(listed.value) };
}

function detailsOf(extensions: readonly SystemExtension[]): HealthDetails {
  const ours = extensions.filter(({ bundleId }) => bundleId === "com.microsoft.wdav.epsext");
  const fact = (value: boolean) => ({ value, managed: false });
  return {
    endpoint_security_extension_installed: fact(ours.length > 0),
    endpoint_security_extension_ready: fact(ours.some(({ state }) => state === "activated enabled")),
  };
}

const SIGNS: Readonly<Record<Platform, RegExp>> = {
  darwin:
    /endpoint_security_extension|network_filter_extension|full_?disk_?access|\/Applications\/Microsoft/i,
  linux: /fanotify|ebpf|auditd|netfilter|\/opt\/microsoft/i,
};

function platformOf(pasted: Pasted, health: Reading<Health>): Platform | null {
  const processes = answersOf(pasted, "ps").flatMap(({ reading }) =>
    reading.kind === "read" ? reading.value : []
  );
  if (answersOf(pasted, "system-extensions").length > 0) return "darwin";
  if (health.kind === "read" && health.value.fullDiskAccessEnabled !== null) return "darwin";
  const said = JSON.stringify([
    health.kind === "read" ? health.value.other : {},
    answersOf(pasted, "health-details").map(({ reading }) => reading.kind === "read" ? reading.value : {}),
    processes.map(({ path }) => path),
  ]);
  const [first, ...others] = (["darwin", "linux"] as const).filter((platform) => SIGNS[platform].test(said));
  return others.length > 0 ? null : first ?? null;
}
