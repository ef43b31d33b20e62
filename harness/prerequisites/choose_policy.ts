// Which policy a device is held to: the one that was asked for, or else the one that its ring and version say.
import type { Health } from "../model/health.ts";
import type { Policy } from "../model/prerequisite.ts";
import type { RunRecord } from "../model/record/run_record.ts";
import { compareVersions } from "./compare_versions.ts";
import type { DeviceFacts } from "./device_facts.ts";
import { GA_POLICY, policyOf, PREVIEW_POLICY } from "./policies.ts";
import { ringInWords } from "./ring_in_words.ts";

/** Values of `--policy`. */
export const POLICY_WORDS = ["auto", "preview", "ga"] as const;

/** One of {@linkcode POLICY_WORDS}; `auto` leaves it to the facts. */
export type PolicyWord = (typeof POLICY_WORDS)[number];

/** A policy, and what the record says of it. */
export interface PolicyChoice {
  readonly policy: Policy;
  readonly record: RunRecord["policy"];
}

/** What decides. */
type DecidingFacts = Pick<DeviceFacts, "platform" | "health">;

/** Chooses once the device was asked; an agent that says nothing is held to general availability, the usual case. */
export function choosePolicy(word: PolicyWord, facts: DecidingFacts): PolicyChoice {
  if (word !== "auto") return { policy: policyOf(word), record: asked(policyOf(word)) };
  const { policy, why } = byFacts(facts);
  return { policy, record: { ...headOf(policy), chosenBy: "facts", why } };
}

/** What the record says of the policy before the device was asked. */
export function policyAtStart(word: PolicyWord): RunRecord["policy"] {
  return word === "auto" ? NOT_CHOSEN : asked(policyOf(word));
}

/** Whether ring and version are right where behavior monitoring is generally available; null: cannot be told. */
export function isRightUnderGa({ health }: Pick<DeviceFacts, "health">): boolean | null {
  const version = health.kind === "read" ? health.value.appVersion : null;
  const order = version === null ? null : compareVersions(version, GA_POLICY.minimumAppVersion);
  return order === null ? null : order >= 0;
}

const NOT_CHOSEN: RunRecord["policy"] = {
  id: "auto",
  title: "Policy by ring and version of the agent",
  source: "",
  date: "",
  chosenBy: "facts",
  why: "Not chosen: the run ended before the agent had answered",
};

function asked(policy: Policy): RunRecord["policy"] {
  return { ...headOf(policy), chosenBy: "option", why: `Asked for with --policy ${policy.id}` };
}

function headOf({ id, title, source, date }: Policy): Pick<Policy, "id" | "title" | "source" | "date"> {
  return { id, title, source, date };
}

function byFacts(facts: DecidingFacts): { readonly policy: Policy; readonly why: string } {
  const { platform, health } = facts;
  if (platform === "linux") return { policy: GA_POLICY, why: "The preview was for macOS only" };
  if (health.kind === "unreadable") {
    return { policy: GA_POLICY, why: `Ring and version could not be read (${health.problem.code})` };
  }
  const ring = health.value.releaseRing;
  if (ring !== null && PREVIEW_POLICY.releaseRings?.some((one) => one.toLowerCase() === ring.toLowerCase())) {
    return { policy: PREVIEW_POLICY, why: `"release_ring" is ${ringInWords(ring)}` };
  }
  const isRight = isRightUnderGa(facts);
  const why = `${versionInWords(health.value, isRight)}; "release_ring" is ${ringInWords(ring)}`;
  return { policy: isRight === false ? PREVIEW_POLICY : GA_POLICY, why };
}

function versionInWords({ appVersion }: Health, isRight: boolean | null): string {
  if (appVersion === null) return '"app_version" could not be read';
  const least = GA_POLICY.minimumAppVersion;
  if (isRight === null) return `"app_version" is "${appVersion}", which is not understood`;
  const order = isRight ? `${least} or newer` : `older than ${least}`;
  return `"app_version" is ${appVersion}, ${order} (general availability)`;
}
