// `mdatp health`, as JSON or as text, into Health. Where the two name things differently, both end here.
import type { Health } from "../model/health.ts";
import { HarnessError } from "../model/harness_error.ts";
import { type Facts, parseFacts } from "./agent_facts.ts";
import { isRecord, looksLikeJson, parseAgentJson, toSnakeCase } from "./agent_json.ts";
import { type AgentAnswerKind, type AgentLines, quote, readAgentLines, unreadable } from "./agent_text.ts";
import { HEALTH_FIELDS, type HealthFact, type HealthFields } from "./health_fields.ts";

const KIND: AgentAnswerKind = {
  code: "agent/health-unreadable",
  what: "agent health",
  command: "mdatp health",
};

/**
 * Parses the output of `mdatp health` or `mdatp health --output json`.
 *
 * A known key whose value is not understood (or is `unavailable`) is null, and its value stands in `other`.
 *
 * @throws HarnessError `agent/health-unreadable` when it is something else, damaged or cut;
 * `agent/legacy-command-line` when an agent of before 2021 printed it.
 */
export function parseHealth(input: string | Uint8Array): Health {
  const text = readAgentLines(input, KIND);
  const facts = looksLikeJson(text) ? factsOfJson(text) : factsOfText(text);
  return healthOf(facts, text.banner);
}

function factsOfText(text: AgentLines): ReadonlyMap<string, HealthFact> {
  const facts = parseFacts(text, KIND);
  refuseLegacy(facts);
  const keys = [...facts.keys()];
  if (!keys.some((key) => KNOWN_NAMES.has(plainName(key)))) throw noTable(text);
  refuseCutEnd(facts, keys.at(-1) ?? "");
  return byName([...facts].map(([key, { value, managed }]) => ({
    printedKey: key,
    value,
    managed,
    printed: managed ? { value, managed } : value,
  })));
}

/** The agent that cannot answer says so in a line or two. */
function noTable({ lines }: AgentLines): HarnessError {
  const said = lines.find((line) =>
    /connect|daemon|not (?:running|responding)|permission|error/i.test(line.slice(0, 400))
  );
  const isRefusal = said !== undefined && lines.length <= 3;
  return unreadable(
    KIND,
    isRefusal ? `this is the agent's refusal, not a table: ${quote(said)}` : "none of its keys is there",
  );
}

function factsOfJson(text: AgentLines): ReadonlyMap<string, HealthFact> {
  const document = parseAgentJson(text, KIND);
  if (!isRecord(document)) throw unreadable(KIND, "the JSON is no object");
  const facts = byName(
    Object.entries(document).filter(([key]) => key !== "$type")
      .map(([printedKey, printed]) => ({ printedKey, printed, ...unwrap(printed) })),
  );
  if (![...facts.keys()].some(isKnown)) throw unreadable(KIND, "the JSON has none of its keys");
  return facts;
}

const plainName = (key: string): string => key.replaceAll("_", "").toLowerCase();
const KNOWN_NAMES = new Map(Object.keys(HEALTH_FIELDS).map((key) => [plainName(key), key]));

/** Facts by the name of the text form, however the key was written; others by their key as printed. */
function byName(facts: readonly HealthFact[]): ReadonlyMap<string, HealthFact> {
  const named = new Map<string, HealthFact>();
  for (const fact of facts) {
    const name = KNOWN_NAMES.get(plainName(fact.printedKey)) ?? fact.printedKey;
    if (named.has(name)) throw unreadable(KIND, `"${name}" stands in it twice`);
    named.set(name, fact);
  }
  return named;
}

/** `{displayValue, isManaged, value}` → value; `displayValue` only says whether the text form prints the line. */
function unwrap(printed: unknown): Pick<HealthFact, "value" | "managed"> {
  if (!isRecord(printed)) return { value: printed, managed: false };
  if ("value" in printed) {
    // In doubt a profile manages it: what it sets must not be changed.
    const managed = ![undefined, null, false, 0, "false", "0"].includes(
      printed.isManaged as string | undefined,
    );
    return { value: printed.value, managed };
  }
  if (typeof printed.$type === "string") return { value: toSnakeCase(printed.$type), managed: false };
  return { value: printed, managed: false };
}

/** The command line of 2019 and 2020 prints the names that are the JSON names today. */
function refuseLegacy(facts: Facts): void {
  const isLegacy = (key: string) =>
    /[A-Z]/.test(key) && (isKnown(toSnakeCase(key)) || key === "versionEngine");
  const keys = [...facts.keys()];
  if (keys.some((key) => key.includes("_")) || !keys.some(isLegacy)) return;
  throw new HarnessError(
    "agent/legacy-command-line",
    "Cannot read agent health: the agent has the command line of before 2021, without behavior monitoring",
    { hint: "Update Microsoft Defender for Endpoint to a supported version" },
  );
}

/** An output that ends in the middle of a value still looks like a table. */
function refuseCutEnd(facts: Facts, lastKey: string): void {
  const fact = facts.get(lastKey);
  if (fact === undefined || !isKnown(lastKey)) return;
  if (fact.value === "unavailable" || fact.value === "" || HEALTH_FIELDS[lastKey](fact) !== null) return;
  throw unreadable(KIND, `the value of "${lastKey}" was cut`);
}

function isKnown(key: string): key is keyof HealthFields {
  return Object.hasOwn(HEALTH_FIELDS, key);
}

function healthOf(facts: ReadonlyMap<string, HealthFact>, banner: string | null): Health {
  const used = new Set<string>();
  const take = <Key extends keyof HealthFields>(key: Key): ReturnType<HealthFields[Key]> | null => {
    const fact = facts.get(key);
    if (fact === undefined) return null;
    const value = HEALTH_FIELDS[key](fact) as ReturnType<HealthFields[Key]> | null;
    // What is there but not understood, or empty, stays visible in `other`.
    if (value !== null) used.add(key);
    return value;
  };
  const health = {
    healthy: take("healthy"),
    healthIssues: take("health_issues"),
    licensed: take("licensed"),
    orgId: take("org_id"),
    machineGuid: take("machine_guid"),
    edrMachineId: take("edr_machine_id"),
    appVersion: take("app_version"),
    engineVersion: take("engine_version"),
    releaseRing: take("release_ring"),
    productExpiration: take("product_expiration"),
    behaviorMonitoring: take("behavior_monitoring"),
    realTimeProtectionEnabled: take("real_time_protection_enabled"),
    realTimeProtectionAvailable: take("real_time_protection_available"),
    cloudEnabled: take("cloud_enabled"),
    passiveModeEnabled: take("passive_mode_enabled"),
    enforcementLevel: take("antivirus_enforcement_level") ?? take("enforcement_level"),
    fullDiskAccessEnabled: take("full_disk_access_enabled"),
    tamperProtection: take("tamper_protection"),
    troubleshootingMode: take("troubleshooting_mode"),
    definitionsStatus: take("definitions_status"),
    definitionsUpdatedMinutesAgo: take("definitions_updated_minutes_ago"),
    conflictingApplications: take("conflicting_applications"),
    managedBy: take("managed_by"),
  };
  const rest = [...facts].filter(([key]) => !used.has(key));
  return {
    ...health,
    banner,
    other: Object.fromEntries(rest.map(([, { printedKey, printed }]) => [printedKey, printed])),
  };
}
