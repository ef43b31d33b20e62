// What pasted answers say of the state of a device: one reading for each question that the checks ask.
import { HarnessError, type Problem } from "../../model/harness_error.ts";
import type { Exclusion } from "../../model/exclusion.ts";
import { type Health, type HealthDetails, printedValue } from "../../model/health.ts";
import type { Platform } from "../../model/platform.ts";
import type { Reading } from "../../model/reading.ts";
import { toOnOff } from "../health_fields.ts";
import { parseHealth } from "../parse_health.ts";
import type { SystemExtension } from "./parse_system_extensions.ts";
import { type AnswerOfKind, answersOf, type Pasted, type PastedAnswer } from "./read_pasted.ts";

/** Readings as a device gives them; what nobody pasted is unreadable, with the code `agent/not-asked`. */
export interface PastedState {
  /** As far as the outputs tell; null when they do not. */
  readonly platform: Platform | null;
  readonly health: Reading<Health>;
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
  const health = withSections(
    onlyOne(answersOf(pasted, "health"))?.reading ?? notPasted("mdatp health"),
    answersOf(pasted, "health-details"),
  );
  return {
    platform: platformOf(pasted, health),
    health,
    behaviorMonitoring: behaviorMonitoringOf(pasted, health),
    allowed: onlyOne(answersOf(pasted, "allowed"))?.reading ?? notPasted("mdatp threat allowed list"),
    exclusions: onlyOne(answersOf(pasted, "exclusions"))?.reading ?? notPasted("mdatp exclusion list"),
    systemExtensions: systemExtensionsOf(pasted),
  };
}

function asOne({ answers, unused }: Pasted): Pasted {
  const last = (["health", "allowed", "exclusions", "system-extensions"] as const).flatMap((kind) =>
    answers.findLast((answer) => answer.kind === kind) ?? []
  );
  const sections = answers.filter(({ kind }) => kind === "health-details" || kind === "ps");
  return { answers: [...last, ...sections], unused };
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

type Sections = readonly AnswerOfKind<"health-details">[];

/** Fills in what plain health leaves out and its sections show; what health says itself stands. */
function withSections(health: Reading<Health>, sections: Sections): Reading<Health> {
  if (health.kind === "unreadable") return health;
  const shown = sections.flatMap(({ name, reading }) => {
    const read = reading.kind === "read" ? asHealth(reading.value) : null;
    return read === null ? [] : [{ name, read }];
  });
  let { value } = health;
  for (const { read } of shown) value = merged(value, read);
  return { ...health, value, evidence: [...health.evidence, ...shown.map(({ name }) => name)] };
}

/** A section in the words of health; null when it has none of them. */
function asHealth(details: HealthDetails): Health | null {
  const entries = Object.entries(details).map(([key, { value, managed }]) =>
    [key, { value, isManaged: managed }] as const
  );
  try {
    return parseHealth(JSON.stringify(Object.fromEntries(entries)));
  } catch {
    return null;
  }
}

function merged(health: Health, section: Health): Health {
  const known = Object.entries(health).flatMap(([key, value]) => value === null ? [] : [[key, value]]);
  // What health prints, understood or not, is not overruled by a section.
  const printed = Object.keys(section).filter((key) => printedValue(health, key) !== null);
  const unsaid = Object.entries(section).filter(([key]) => !printed.includes(key));
  return { ...health, ...Object.fromEntries(unsaid), ...Object.fromEntries(known) };
}

function behaviorMonitoringOf(pasted: Pasted, health: Reading<Health>): PastedState["behaviorMonitoring"] {
  const ofHealth = health.kind === "read" ? health.value.behaviorMonitoring : null;
  if (ofHealth !== null) return { kind: "read", value: ofHealth, evidence: health.evidence };
  for (const { reading } of answersOf(pasted, "health-details")) {
    const printed = reading.kind === "read" ? reading.value.behavior_monitoring : undefined;
    const value = toOnOff(printed?.value);
    if (value === null || printed === undefined) continue;
    return { kind: "read", value: { value, managed: printed.managed }, evidence: reading.evidence };
  }
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
