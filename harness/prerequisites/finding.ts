// What one check says, and the few ways to say it.
import type { AttestableId, Policy, PrerequisiteStatus, Severity } from "../model/prerequisite.ts";
import type { Health } from "../model/health.ts";
import type { DeviceFacts } from "./device_facts.ts";

/** What a check looks at. */
export interface CheckContext {
  readonly facts: DeviceFacts;
  readonly policy: Policy;
  readonly attested: readonly AttestableId[];
  /** Wall clock, ISO 8601 in UTC. */
  readonly now: string;
}

/** What a check found. */
export interface Finding {
  readonly severity: Severity;
  readonly status: PrerequisiteStatus;
  /** What was seen, with the value that decided. */
  readonly detail: string;
  readonly evidence: readonly string[];
  /** A command or click path; null when nothing needs mending. */
  readonly remedy: string | null;
}

/** One check: pure. */
export type Check = (context: CheckContext) => Finding;

interface Seen {
  readonly detail: string;
  readonly evidence?: readonly string[];
}

interface Unmet extends Seen {
  readonly remedy: string;
}

interface Unknown extends Seen {
  readonly remedy?: string | null;
}

/** It holds. */
export function met(severity: Severity, { detail, evidence = [] }: Seen): Finding {
  return { severity, status: "met", detail, evidence, remedy: null };
}

/** It does not hold. */
export function unmet(severity: Severity, { detail, evidence = [], remedy }: Unmet): Finding {
  return { severity, status: "unmet", detail, evidence, remedy };
}

/** It could not be read. */
export function unknown(severity: Severity, { detail, evidence = [], remedy = null }: Unknown): Finding {
  return { severity, status: "unknown", detail, evidence, remedy };
}

/** It says nothing about this device; never a required one. */
export function doesNotApply(detail: string): Finding {
  return met("info", { detail });
}

/** How a health answer is judged. */
interface HealthJudge {
  readonly severity: Severity;
  readonly judge: (health: Health, evidence: readonly string[]) => Finding;
}

/** Judges the health answer; unknown when there is none. */
export function withHealth({ facts }: CheckContext, { severity, judge }: HealthJudge): Finding {
  if (facts.health.kind === "read") return judge(facts.health.value, facts.health.evidence);
  return unknown(severity, {
    detail: `Not known, because the health of the agent could not be read (${facts.health.problem.code})`,
    evidence: facts.health.evidence,
  });
}

/** A key of health that the agent did not print. */
export function notPrinted(
  severity: Severity,
  { key, evidence, remedy }: { key: string; evidence: readonly string[]; remedy: string },
): Finding {
  return unknown(severity, {
    detail: `Not known, because the agent does not print "${key}"`,
    evidence,
    remedy,
  });
}

/** Whether the agent printed `unavailable` for a key: it answered, and there is nothing. */
export function isUnavailable({ other }: Health, key: string): boolean {
  const plain = (name: string): string => name.replaceAll("_", "").toLowerCase();
  return Object.entries(other).some(([name, value]) =>
    plain(name) === plain(key) && JSON.stringify(value)?.includes('"unavailable"') === true
  );
}
