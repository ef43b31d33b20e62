// The words of the comparison: what it is made from, what it says of one setting, and the pieces that its judges pass on.
import type { Health } from "../../model/health.ts";
import type { Problem } from "../../model/harness_error.ts";
import type { Platform } from "../../model/platform.ts";
import type { ManagedSource } from "./managed_source.ts";
import type { InstalledPayload } from "./read_installed_profiles.ts";

/** Why the agent does or does not do what a profile says. */
export type EffectiveStatus =
  | "followed"
  | "not-set"
  | "not-installed"
  | "not-delivered"
  | "installed-for-user"
  | "rejected"
  | "agent-not-restarted"
  | "not-applied"
  | "overridden"
  | "managed-elsewhere"
  | "unknown";

/** One setting on both sides. */
export interface EffectiveSetting {
  readonly id: string;
  readonly title: string;
  readonly status: EffectiveStatus;
  readonly profile: { readonly value: string; readonly key: string; readonly source: string } | null;
  readonly agent: { readonly value: string; readonly managed: boolean } | null;
  readonly explanation: string;
  /** Null when nothing is to be done. */
  readonly remedy: string | null;
}

/** What the comparison is made from. */
export interface EffectiveInputs {
  readonly platform: Platform;
  /** Places in the order in which the agent reads them. */
  readonly sources: readonly ManagedSource[];
  /** Folder of collected files in which nothing shows what was managed on the device; else null. */
  readonly notCollectedIn: string | null;
  /** What `profiles show` lists; null when it was not asked or could not be read. */
  readonly installed: readonly InstalledPayload[] | null;
  /** Null when the agent's health could not be read; then `healthProblem` says why. */
  readonly health: Health | null;
  readonly healthProblem: Problem | null;
  /** ISO 8601; null when nobody knows. */
  readonly agentStartedAt: string | null;
}

/** What a judge says. */
export type Verdict = Pick<EffectiveSetting, "status" | "explanation" | "remedy">;

type ReadSource = Extract<ManagedSource, { readonly kind: "read" }>;

/** What a file of managed settings says, and which. */
export interface Found {
  readonly word: string;
  readonly path: string;
  readonly source: ReadSource;
}

/** What the agent says. */
export interface Agent {
  readonly word: string;
  readonly managed: boolean;
}

/** Puts a judgement together. */
export function verdict(status: EffectiveStatus, explanation: string, remedy: string | null): Verdict {
  return { status, explanation, remedy };
}
