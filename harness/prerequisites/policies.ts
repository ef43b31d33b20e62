// The two policies, as the vendor's documents state them. A change of a document is a change here, with its date.
import type { Policy } from "../model/prerequisite.ts";

/** The vendor's preview of behavior monitoring on macOS. */
export const PREVIEW_POLICY: Policy = {
  id: "preview",
  title: "Preview of behavior monitoring on macOS",
  source: "Behavior Monitoring in Microsoft Defender Antivirus on macOS",
  date: "2024-05-08",
  minimumAppVersion: "101.24042.0002",
  releaseRings: ["InsiderFast"],
  attested: ["preview-features", "enrolled"],
};

/** Behavior monitoring on macOS as generally available. */
export const GA_POLICY: Policy = {
  id: "ga",
  title: "Behavior monitoring on macOS, generally available",
  source: "Behavior Monitoring in Microsoft Defender for Endpoint on macOS",
  date: "2026-09-17",
  minimumAppVersion: "101.25032.0006",
  releaseRings: null,
  attested: [],
};

/** From which build on the agent for Linux has it, whatever the policy: its documents are of macOS. Source: what's new. */
export const MINIMUM_ON_LINUX = "101.45.00";

/** The policy with this name. */
export function policyOf(name: "preview" | "ga"): Policy {
  return name === "ga" ? GA_POLICY : PREVIEW_POLICY;
}
