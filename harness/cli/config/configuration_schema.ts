// The shape of `bmverify.toml`, once: what is read is held against it, and the published schema is made from it. Loaded
// only where there is a file.
import { z } from "zod";
import { REPORTER_NAMES } from "../../../reports/reporter_names.ts";
import { WORKLOAD_IDS } from "../../cost/workloads/workload.ts";
import { ATTESTABLE_IDS, PREREQUISITE_IDS } from "../../model/prerequisite.ts";
import { POLICY_WORDS } from "../../prerequisites/choose_policy.ts";

const text = z.string().min(1);
const seconds = z.number().min(0).max(86_400);

const waiver = z.strictObject({
  reason: text.describe("Why a run goes on although it does not hold; stands in every report"),
  until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).optional().describe("Last day on which it counts, in UTC"),
});

/** The file. Keys that it does not have are an error. */
export const configurationSchema = z.strictObject({
  policy: z.enum(POLICY_WORDS).optional().describe("Prerequisites to check"),
  attest: z.partialRecord(z.enum(ATTESTABLE_IDS), text).optional().describe(
    "Facts that no command shows: who says so, and why",
  ),
  waive: z.partialRecord(z.enum(PREREQUISITE_IDS), waiver).optional().describe(
    "Required prerequisites that are known to be unmet",
  ),
  out: text.optional().describe("Folder for the bundles"),
  reporters: z.array(z.enum([...REPORTER_NAMES, "all"])).min(1).optional().describe("Reports to write"),
  settle: seconds.optional().describe("Seconds to wait after a change"),
  "restore-first": z.boolean().optional().describe("Undo first what an earlier run left"),
  sign: text.optional().describe("Private key that signs the bundles"),
  verify: z.strictObject({
    scenarios: z.array(text).min(1).optional().describe("Scenarios to run"),
    repeats: z.int().min(1).max(1000).optional().describe("Attempts at the demonstration"),
    deadline: seconds.gt(0).optional().describe("Seconds for the detection to be listed"),
    grace: seconds.optional().describe("Seconds to go on looking for a late one"),
    measure: z.boolean().optional().describe("Measure the cost as well"),
  }).optional(),
  measure: z.strictObject({
    workloads: z.array(z.enum([...WORKLOAD_IDS, "all"])).min(1).optional().describe("Activities to measure"),
    blocks: z.int().min(1).max(1000).optional().describe("Blocks in each arm"),
    "block-seconds": seconds.gt(0).optional().describe("Length of a block"),
    rate: z.number().min(0.1).max(20).optional().describe("Readings of each process in a second"),
    folder: text.optional().describe("Where the workloads work"),
    budgets: z.array(text).min(1).optional().describe("Limits: cpu.mean=5, workload.build.slowdown=10%"),
  }).optional(),
}).meta({ id: "bmverify-configuration", title: "bmverify.toml" });
