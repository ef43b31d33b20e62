// The shape of one line of `events.ndjson`, once: the types (run_event.ts) are read off it. Loaded only where a stored
// run is read; what is written is checked by the compiler. As in `run.json`: add freely, never rename.
import { z } from "zod";
import { INTERRUPTING_SIGNALS } from "../exit_code.ts";
import { measurementOutcomeSchema, measurementPlanSchema, measurementSchema } from "./measurement_schema.ts";
import { runRecordSchema } from "./run_record_schema.ts";
import { SKIP_REASONS } from "../verdict.ts";

const { device, enablement, consent, scenarios, listings, blocks, prerequisites, problems, restore, ...run } =
  runRecordSchema.shape;
const scenario = scenarios.element;
const head = scenario.pick({ id: true, title: true, expectation: true, portalAlert: true, detection: true });
const attempt = scenario.shape.attempts.element;
const block = blocks.unwrap().element;
const scenarioId = scenario.shape.id;
const onOff = enablement.unwrap().shape.wanted;
const explanation = z.string();

const event = z.object({
  seq: z.number().int().nonnegative().describe("0 for the first event of the run"),
  at: z.string().describe("Wall clock, ISO 8601 in UTC"),
  atMs: z.number().nonnegative().describe("Monotonic clock, milliseconds since the run started"),
});

/** One line of `events.ndjson`. */
export const runEventSchema = z.discriminatedUnion("kind", [
  event.extend({
    kind: z.literal("run-started"),
    schemaVersion: run.schemaVersion,
    runId: run.runId,
    tool: run.tool,
    simulated: run.simulated,
    recorded: z.boolean().optional().describe("Absent: no recording"),
    device,
    policy: run.policy,
    options: run.options,
  }),
  event.extend({ kind: z.literal("device-read"), device }),
  event.extend({
    kind: z.literal("prerequisites-checked"),
    prerequisites,
    policy: run.policy.optional().describe("Chosen by what the device said; absent: the one of the start"),
  }),
  event.extend({ kind: z.literal("consent-decided"), consent: consent.unwrap() }),
  event.extend({ kind: z.literal("enablement-started"), wanted: onOff }),
  event.extend({ kind: z.literal("enablement-finished"), enablement: enablement.unwrap() }),
  event.extend({ kind: z.literal("setting-changed"), from: z.string(), to: z.string(), why: z.string() }),
  event.extend({
    kind: z.literal("scenario-started"),
    scenario: head,
    attempts: z.number().int().nonnegative().describe("How many there are to be"),
  }),
  event.extend({ kind: z.literal("attempt-started"), scenarioId, index: attempt.shape.index }),
  event.extend({
    kind: z.literal("trigger-started"),
    scenarioId,
    ...attempt.shape.triggers.unwrap().element.shape,
  }),
  event.extend({ kind: z.literal("trigger-ended"), scenarioId, child: attempt.shape.child }),
  event.extend({ kind: z.literal("detection-seen"), scenarioId, name: z.string(), afterMs: z.number() }),
  // Told again for an attempt that the end of the run shows in another light; the last word counts.
  event.extend({ kind: z.literal("attempt-judged"), scenarioId, attempt }),
  event.extend({
    kind: z.literal("list-read-again"),
    evidence: attempt.shape.evidence,
    listings: listings.unwrap().unwrap().optional().describe(
      "All listings of the run by now; absent: not known",
    ),
  }),
  event.extend({
    kind: z.literal("scenario-skipped"),
    scenario: head,
    reason: z.enum(SKIP_REASONS),
    explanation,
  }),
  event.extend({ kind: z.literal("scenario-finished"), scenarioId }),
  event.extend({ kind: z.literal("measurement-planned"), plan: measurementPlanSchema }),
  event.extend({
    kind: z.literal("block-started"),
    index: block.shape.index,
    of: z.number().int().describe("Blocks in all"),
    phase: block.shape.phase,
    workload: z.string(),
    arm: block.shape.arm,
    remainingMs: z.number().describe("Of the whole measurement, this block included"),
  }),
  event.extend({ kind: z.literal("block-finished"), block }),
  event.extend({
    kind: z.literal("measurement-finished"),
    outcome: measurementOutcomeSchema,
    measurements: z.array(measurementSchema),
  }),
  event.extend({ kind: z.literal("restore-started"), wanted: z.string() }),
  event.extend({ kind: z.literal("restore-finished"), restore }),
  event.extend({ kind: z.literal("problem"), problem: problems.element }),
  event.extend({ kind: z.literal("interrupted"), signal: z.enum(INTERRUPTING_SIGNALS) }),
  event.extend({ kind: z.literal("run-finished") }),
]);
