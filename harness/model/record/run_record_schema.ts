// The shape of `run.json`, once: types (run_record.ts) and the published JSON Schema both come from here.
// Names are public: add freely, with a default that says "not known" for records written before; never rename: a
// rename raises SCHEMA_VERSION.
import { z } from "zod";
import { ERROR_CODES } from "../error_code.ts";
import {
  blockSchema,
  measurementOutcomeSchema,
  measurementPlanSchema,
  measurementSchema,
} from "./measurement_schema.ts";
import { deviceSchema } from "./device_schema.ts";
import { ATTESTABLE_IDS } from "../prerequisite.ts";
import { evidenceIds, policySchema, prerequisiteSchema } from "./prerequisite_schema.ts";
import { SCHEMA_VERSION } from "./schema_version.ts";
import { ATTEMPT_REASONS, RUN_REASONS, SKIP_REASONS } from "../verdict.ts";

const isoTime = z.string().describe("ISO 8601 time in UTC");
const durationMs = z.number().nonnegative().describe("Milliseconds on the monotonic clock");
const managed = <T extends z.ZodType>(value: T) => z.object({ value, managed: z.boolean() });
const onOff = z.enum(["enabled", "disabled"]);

const problem = z.object({ code: z.enum(ERROR_CODES), message: z.string(), hint: z.string() });

const detection = z.object({
  id: z.string().nullable(),
  name: z.string(),
  type: z.string().nullable(),
  status: z.string().nullable(),
  detectedAt: z.string().nullable().describe("Local time without a zone, as the agent prints it"),
});

const settingState = managed(onOff).nullable().describe("Null when it could not be read");

const enablement = z.object({
  before: settingState,
  wanted: onOff,
  after: settingState,
  changed: z.boolean(),
  settleMs: durationMs,
  problem: problem.nullable(),
});

const child = z.object({
  pid: z.number().int(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable().describe("Name of the signal that ended it, SIGKILL for instance"),
  signalledByUs: z.boolean(),
  durationMs,
  stderr: z.string().optional().describe("What it wrote to standard error, 4 KiB at most; absent: not known"),
});

const triggerFile = z.object({
  name: z.string(),
  present: z.boolean(),
  regular: z.boolean(),
  ours: z.boolean().describe("Belongs to the user of the run and has one name"),
  asWritten: z.boolean().describe(
    "Starts with what the script writes; by its size where opening it would count",
  ),
}).describe("What was at a path of the trigger when the attempt was over");

const trigger = z.object({
  pid: z.number().int(),
  command: z.string(),
  script: z.array(z.string()).describe("The lines that ran, in order"),
}).describe("A process of the trigger as it was started");

const protectionState = z.object({
  behaviorMonitoring: onOff.nullable(),
  realTimeProtection: z.boolean().nullable().describe("Enabled and not said to be unavailable"),
  passiveMode: z.boolean().nullable(),
  engineLoaded: z.boolean().nullable(),
  enforcementLevel: z.string().nullable().optional().describe("As printed; absent: not known"),
  appVersion: z.string().nullable().optional().describe("Of the agent; absent: not known"),
  licensed: z.boolean().nullable().optional().describe("Absent: not known"),
  issues: z.array(z.string()).optional().describe(
    "What the agent reports that keeps it from seeing behavior; absent: not known",
  ),
});
const protection = protectionState.nullable().describe(
  "Null when it could not be read; null inside: the agent does not tell",
);
const protectionReading = protectionState.extend({
  askedMs: durationMs.describe("When it was asked for, since the start of the run"),
});

const attempt = z.object({
  index: z.number().int().positive().describe("1 for the first attempt of the scenario"),
  verdict: z.enum(["pass", "fail", "inconclusive"]),
  reason: z.enum(ATTEMPT_REASONS),
  explanation: z.string(),
  startedAt: isoTime,
  triggerStartedMs: durationMs.nullable().default(null).describe(
    "Start of the trigger since the start of the run",
  ),
  deadlineMs: durationMs,
  graceMs: durationMs,
  child: child.nullable().describe("Null when the trigger never started"),
  otherChildren: z.array(child).default([]).describe(
    "The other processes of the trigger, when it has several",
  ),
  triggers: z.array(trigger).optional().describe("Absent when no trigger started"),
  triggerFiles: z.array(triggerFile).optional().describe(
    "The files of the trigger after it; absent when no trigger started or when it is not known",
  ),
  fileRemoved: z.boolean().nullable().default(null).describe(
    "Whether the file was taken; null when no file was at stake",
  ),
  timeToBlockMs: durationMs.nullable().describe("Trigger start to its end by the agent"),
  timeToRecordMs: durationMs.nullable().describe("Trigger start to the first listing that shows the entry"),
  detections: z.array(detection).describe("New entries that fit and are dated in the window of the attempt"),
  undatedDetections: z.array(detection).default([]).describe(
    "New entries that fit, but whose date tells nothing",
  ),
  earlierDetections: z.array(detection).default([]).describe(
    "Entries that were listed for the first time, but are dated before the trigger: no sign of it",
  ),
  otherDetections: z.array(detection).describe("New entries that do not fit"),
  protection: z.object({
    before: protection,
    during: z.array(protectionReading).optional().describe(
      "Every answer to a question asked while the trigger lived; absent when none started or when it is not known",
    ),
    after: protection,
  }).default({ before: null, after: null })
    .describe("What protected the device before and after the trigger, and while it lived"),
  utcOffsetMinutes: z.number().int().nullable().default(null).describe(
    "How far local time was ahead of UTC; the agent prints local times",
  ),
  neighbours: z.object({ started: z.number().int(), survived: z.number().int() }).nullable(),
  problems: z.array(problem),
  evidence: evidenceIds,
});

const spread = z.object({ median: z.number(), p95: z.number() }).nullable();

const scenario = z.object({
  id: z.string(),
  title: z.string(),
  expectation: z.enum(["blocked-and-recorded", "file-removed-and-recorded", "quiet"]),
  verdict: z.enum(["pass", "fail", "inconclusive", "skipped"]),
  reason: z.enum([...ATTEMPT_REASONS, ...SKIP_REASONS]),
  explanation: z.string(),
  portalAlert: z.string().nullable(),
  detection: z.object({ name: z.string(), type: z.string() }).optional().describe(
    "What an entry must be to fit; absent: not known",
  ),
  attempts: z.array(attempt),
  rate: z.object({
    passed: z.number().int(),
    total: z.number().int(),
    low: z.number(),
    high: z.number(),
  }).nullable().describe("Attempts that passed, with the 95 % Wilson interval"),
  timeToBlockMs: spread,
  timeToRecordMs: spread,
});

/** The run record (`run.json`). */
export const runRecordSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  runId: z.string(),
  tool: z.object({ name: z.literal("bmverify"), version: z.string() }),
  simulated: z.boolean().describe("True when the device is simulated: says nothing about a real one"),
  recorded: z.boolean().default(false).describe("True when it is a recording: what a device did then"),
  unverified: z.array(z.string()).default([]).describe(
    "What shows that the bundle was changed, where it was read all the same; empty when no change was found",
  ),
  startedAt: isoTime,
  finishedAt: isoTime.nullable(),
  durationMs: durationMs.nullable(),
  verdict: z.enum(["pass", "fail", "inconclusive", "measured"])
    .describe("measured: a cost was told and no budget was given, so there is nothing to pass"),
  reason: z.enum(RUN_REASONS),
  explanation: z.string(),
  exitCode: z.number().int(),
  device: deviceSchema,
  policy: policySchema,
  options: z.object({
    repeats: z.number().int().positive(),
    deadlineMs: durationMs,
    graceMs: durationMs,
    settleMs: durationMs,
    scenarios: z.array(z.string()).describe("Ids of the scenarios selected, in order"),
    attested: z.array(z.enum(ATTESTABLE_IDS)),
    attestations: z.array(z.object({ id: z.enum(ATTESTABLE_IDS), statement: z.string() })).optional()
      .describe("Who vouches for it, and why, where somebody is named"),
    leaveEnabled: z.boolean(),
    triggerVariant: z.enum(["guarded", "as-published"]).optional().describe(
      "Guarded: the files created exclusively, the script ends at its first error. Absent: not known",
    ),
  }),
  consent: z.object({
    given: z.boolean(),
    how: z.enum(["option", "prompt", "not-asked"]),
  }).nullable(),
  prerequisites: z.array(prerequisiteSchema),
  enablement: enablement.nullable().describe("Null when the run ended before it"),
  scenarios: z.array(scenario),
  listings: z.object({
    count: z.number().int().nonnegative(),
    tookMs: durationMs,
    entries: z.number().int().nonnegative().optional().describe(
      "How many entries it had when it was asked for last; absent: not known",
    ),
  }).nullable().default(null)
    .describe(
      "How often the list was asked for while scenarios ran, and how long that took in all; null: not known",
    ),
  measurement: z.object({
    plan: measurementPlanSchema,
    outcome: measurementOutcomeSchema.nullable().describe(
      "Null when the run ended before the measurement did",
    ),
  }).nullable().default(null).describe("Null when nothing was to be measured"),
  measurements: z.array(measurementSchema).default([]),
  blocks: z.array(blockSchema).default([]),
  restore: z.object({
    status: z.enum(["not-needed", "restored", "failed"]),
    detail: z.string(),
  }),
  interruptedBy: z.string().nullable().describe("Signal that ended the run early"),
  problems: z.array(problem),
}).meta({ id: "bmverify-run", title: "bmverify run record" });
