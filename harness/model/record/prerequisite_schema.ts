// The parts of `run.json` that say what had to hold before the run, and by which policy.
import { z } from "zod";
import { PREREQUISITE_IDS } from "../prerequisite.ts";

/** What a statement of the record rests on. */
export const evidenceIds = z.array(z.string()).describe("Ids of entries in evidence/index.ndjson");

/** The policy of a run. */
export const policySchema = z.object({
  id: z.string().describe('"preview" or "ga"; "auto" where the run ended before one was chosen'),
  title: z.string(),
  source: z.string(),
  date: z.string(),
  chosenBy: z.enum(["option", "facts"]).default("option").describe("With --policy, or by ring and version"),
  why: z.string().nullable().default(null).describe("Why this policy and no other; null: not told"),
});

const waiver = z.object({
  reason: z.string(),
  until: z.string().optional().describe("Last day on which it counts, in UTC; absent: it has no end"),
});

/** One prerequisite as it was checked. */
export const prerequisiteSchema = z.object({
  id: z.enum(PREREQUISITE_IDS),
  title: z.string(),
  severity: z.enum(["required", "recommended", "info"]),
  status: z.enum(["met", "unmet", "unknown"]),
  detail: z.string(),
  evidence: evidenceIds,
  remedy: z.string().nullable(),
  waiver: waiver.nullable(),
  expiredWaiver: waiver.optional().describe("One that was given, is over and does not count; absent: none"),
});
