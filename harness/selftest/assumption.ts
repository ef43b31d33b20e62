// What one assumption is, and what probing it may give. The assumptions themselves stand one in a file.
import type { Platform } from "../model/platform.ts";
import type { Clock } from "../ports/clock.ts";
import type { Command, CommandOutput } from "../ports/command_runner.ts";
import type { Device } from "../ports/device.ts";
import type { Journal } from "../run/setting/journal.ts";
import type { TrialPrograms } from "../ports/trial_programs.ts";

/** Something that the harness takes for granted about the machine or the agent. */
export interface Assumption {
  /** Stable, for people to quote: `exclusive-lock`. */
  readonly id: string;
  /** What is taken for granted, as a sentence. */
  readonly belief: string;
  /** How it is tested; where no program can, what a person does to see it. */
  readonly method: string;
  /** Where the belief comes from. */
  readonly source: string;
  /** A verdict may be wrong when this is. */
  readonly verdictsRestOnIt: boolean;
  readonly needs: "machine" | "agent" | "consent";
  /** The one system that it is said of; null for all. */
  readonly platform: Platform | null;
  /** Null where no program may or can try it. */
  readonly probe: Probe | null;
}

/** Tries an assumption; leaves everything as it was. */
export type Probe = (trial: Trial) => Promise<Finding>;

/** What probing gave. */
export type Finding =
  | { readonly status: "confirmed" | "refuted"; readonly seen: string }
  /** Never to be read as confirmed. */
  | { readonly status: "untested"; readonly why: string };

/** What probes may use. */
export interface Trial {
  /** The machine's own system; null where there is no agent for it. */
  readonly platform: Platform | null;
  readonly isRoot: boolean;
  /** Who called sudo; null when nobody did. */
  readonly startedBy: string | null;
  /** The agent to ask; null without one. */
  readonly agent: AgentTrial | null;
  /** Why there is no agent to ask. */
  readonly noAgent: string;
  /** Null when no change may be asked for. */
  readonly change: ChangeTrial | null;
  readonly clock: Pick<Clock, "now" | "monotonicMs">;
  readonly programs: TrialPrograms;
  /**
   * Runs a command to its end.
   *
   * @throws HarnessError `command/not-found`, `command/not-started`.
   */
  run(argv: Command["argv"], timeoutMs?: number): Promise<CommandOutput>;
}

/** An agent that may be asked. */
export interface AgentTrial {
  readonly path: string;
  /** Only programs below this folder are the agent's; null for a real one. */
  readonly root: string | null;
}

/** What asking the agent for a change needs. Whoever gives it puts back what the journal holds. */
export interface ChangeTrial {
  readonly device: Pick<Device, "readBehaviorMonitoring" | "change">;
  readonly clock: Pick<Clock, "sleep">;
  readonly journal: Pick<Journal, "open">;
}

/** The belief holds. */
export function confirmed(seen: string): Finding {
  return { status: "confirmed", seen };
}

/** The belief does not hold. */
export function refuted(seen: string): Finding {
  return { status: "refuted", seen };
}

/** Nothing can be said. */
export function untested(why: string): Finding {
  return { status: "untested", why };
}
