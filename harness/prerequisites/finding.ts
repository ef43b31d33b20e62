// What one check says, and the few ways to say it.
import type { Attestation, Policy, PrerequisiteStatus, Severity } from "../model/prerequisite.ts";
import { type Health, printedValue } from "../model/health.ts";
import type { DeviceFacts } from "./device_facts.ts";

/** What a check looks at. */
export interface CheckContext {
  readonly facts: DeviceFacts;
  readonly policy: Policy;
  readonly attested: readonly Attestation[];
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

/** A key of health that gives no value: the agent did not print it, or printed what is not understood. */
export function notRead(
  { facts: { health } }: CheckContext,
  severity: Severity,
  { key, evidence, remedy }: { key: string; evidence: readonly string[]; remedy: string },
): Finding {
  const printed = health.kind === "read" ? printedValue(health.value, key) : null;
  const why = printed === null
    ? `its health shows no "${key}"`
    : `the agent prints "${key}" as ${JSON.stringify(printed)}, which is not understood`;
  return unknown(severity, { detail: `Not known, because ${why}`, evidence, remedy });
}

/** Whether the agent printed `unavailable`, or nothing, for a key: it answered, and there is nothing. */
export function isUnavailable(health: Health, key: string): boolean {
  const printed = printedValue(health, key);
  return typeof printed === "string" && /^(?:unavailable)?$/i.test(printed.trim());
}
