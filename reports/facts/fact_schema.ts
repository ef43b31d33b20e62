// The shape of the facts of a run, once: types (fact.ts) and the published JSON Schema both come from here. A fact is
// flat: every value is a text, a number, a truth or null, so that a row of a table needs nothing else.
// Names are public: add freely, with a default that says "not known"; a rename raises FACTS_VERSION.
import { z } from "zod";
import { PREREQUISITE_IDS } from "../../harness/model/prerequisite.ts";
import { ATTEMPT_REASONS, RUN_REASONS } from "../../harness/model/verdict.ts";
import { EVIDENCE_KINDS } from "./evidence_kind.ts";
import { FACTS_VERSION } from "./facts_version.ts";

/** No text of a fact is longer; one that was is cut and says so. */
export const LONGEST_FACT_TEXT = 300;

const text = z.string().max(LONGEST_FACT_TEXT);
const told = text.nullable().describe("Null: not known");
const number = z.number().nullable();
const isoTime = z.iso.datetime().describe("ISO 8601 time in UTC");
const managedOnOff = z.enum(["enabled", "disabled"]).nullable();

/** What every fact has. Its key is (evidence, device, run, fact) and its part: `partOf` in fact.ts. */
const key = {
  version: z.literal(FACTS_VERSION),
  evidence: z.enum(EVIDENCE_KINDS).describe("What it is evidence of; kinds are never put together"),
  device: text.min(1).describe("Which device: its machine GUID, or what stands for it"),
  run: text.min(1),
};

const runFact = z.object({
  fact: z.literal("run"),
  ...key,
  deviceFrom: z.enum(["machine-guid", "host-name", "profile", "nothing"])
    .describe("What the device was told by; by its host name where the agent gave no GUID"),
  pseudonymous: z.boolean().describe("Names were replaced: the same device has other words in other bundles"),
  hostName: told,
  recordVersion: z.number().int().describe("schemaVersion of the run record"),
  tool: text.describe("Version of bmverify"),
  started: isoTime,
  night: z.iso.date().describe(
    "Day on which it started by the clock of the device; by UTC where that is not known",
  ),
  utcOffsetMinutes: number.describe("How far local time was ahead of UTC"),
  durationMs: number,
  verdict: z.enum(["pass", "fail", "inconclusive", "measured"]),
  reason: z.enum(RUN_REASONS),
  exitCode: z.number().int(),
  restore: z.enum(["not-needed", "restored", "failed"]),
  mend: told.describe("The command that puts the device back, where it was not restored"),
  settingBefore: managedOnOff.describe("Behavior monitoring as it was found"),
  agent: told,
  engine: told,
  definitions: told,
  system: told.describe("darwin 26.1 (25B78)"),
  ring: told,
  policy: text,
  hardware: told,
  cores: number,
  memoryBytes: number,
  power: z.enum(["mains", "battery", "both"]).nullable().describe("While it was measured"),
  trigger: z.enum(["guarded", "as-published"]).nullable(),
  listLength: number.describe("Entries in the list of detections at the end; it grows by our own"),
  listMs: number.describe("What asking for it once took, on average"),
  plan: told.describe("What was measured and how: only measurements of one plan are comparable"),
  measured: z.enum(["comparison", "quick-look", "as-it-is"]).nullable(),
});

const attemptFact = z.object({
  fact: z.literal("attempt"),
  ...key,
  scenario: text.describe("With index the part of the key"),
  index: z.number().int().positive(),
  expectation: z.enum(["blocked-and-recorded", "file-removed-and-recorded", "quiet"]),
  verdict: z.enum(["pass", "fail", "inconclusive"]),
  reason: z.enum(ATTEMPT_REASONS),
  blockMs: number.describe("Trigger start to its end by the agent"),
  recordMs: number.describe("Trigger start to the first listing that shows the entry"),
});

const unmetFact = z.object({
  fact: z.literal("unmet"),
  ...key,
  prerequisite: z.enum(PREREQUISITE_IDS).describe("The part of the key"),
  severity: z.enum(["required", "recommended", "info"]),
  status: z.enum(["met", "unmet", "unknown"]),
  waivedUntil: told.describe('Last day of a waiver, "no end" for one without; null: it is not waived'),
});

const costFact = z.object({
  fact: z.literal("cost"),
  ...key,
  workload: text.describe("With metric and process the part of the key"),
  metric: text,
  process: text.nullable().describe("Null for what belongs to the workload itself"),
  unit: text,
  shift: number.describe("With behavior monitoring on minus off, from blocks of the same night"),
  low: number,
  high: number,
  off: number.describe("Median with it off"),
  floor: z.number().describe("Differences up to this do not count"),
  nullSpread: number.describe("Shift that chance gives"),
  detectable: number.describe("Difference that would be seen four times in five"),
  conclusion: z.enum(["costs", "saves", "no difference seen", "cannot tell", "not compared"]),
  comparable: z.boolean().describe("False: a look, cut short, or disturbed; in no series of nights"),
});

/** One fact. */
export const factSchema = z.discriminatedUnion("fact", [runFact, attemptFact, unmetFact, costFact])
  .meta({ id: "bmverify-fact", title: "bmverify fact: one line of facts.ndjson" });
