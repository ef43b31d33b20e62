// What is believed of the agent, in the order in which it is probed. None of it changes anything.
import {
  ALLOWED,
  BEHAVIOR_COUNTERS,
  BEHAVIOR_MONITORING_FIELD,
  DETECTIONS,
  EXCLUSIONS,
  HEALTH,
  healthDetails,
  JSON_FORM,
  STATISTICS,
} from "../../device/agent_commands.ts";
import { toOnOff } from "../../device/health_fields.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { Assumption } from "../assumption.ts";
import { AGENT_PROCESSES } from "./agent_processes.ts";
import { agentQuestionAssumption, type ProbedQuestion } from "./agent_question_assumption.ts";
import { LIST_COST } from "./list_cost.ts";
import { UNKNOWN_FIELD } from "./unknown_field.ts";

const RECORDED = "Recorded on macOS 101.25062";
const DOCUMENTED = "The vendor's pages, not seen running on macOS";

/** A field may be anything; this one is on or off. */
function readOnOff(stdout: Uint8Array): void {
  const { value } = BEHAVIOR_MONITORING_FIELD.parse(stdout);
  if (toOnOff(value) !== null) return;
  const printed = JSON.stringify(value).slice(0, 100);
  throw new HarnessError(
    "agent/health-unreadable",
    `Cannot read behavior monitoring: it is printed as ${printed}`,
    {
      hint: "Look what the command prints in a terminal",
    },
  );
}

/** Every read-only question of the harness, in each form that it asks for. */
const QUESTIONS: readonly ProbedQuestion[] = [
  { ...HEALTH, id: "health", verdictsRestOnIt: true, source: RECORDED },
  {
    ...HEALTH,
    id: "health-json",
    args: [...HEALTH.args, ...JSON_FORM],
    isJson: true,
    verdictsRestOnIt: false,
    source: "Recorded on macOS 101.98.30",
  },
  {
    ...BEHAVIOR_MONITORING_FIELD,
    id: "health-field",
    parse: readOnOff,
    verdictsRestOnIt: false,
    source: DOCUMENTED,
  },
  { ...healthDetails("features"), id: "health-features", verdictsRestOnIt: false, source: DOCUMENTED },
  { ...DETECTIONS, id: "detections", verdictsRestOnIt: true, source: RECORDED },
  {
    ...DETECTIONS,
    id: "detections-json",
    args: [...DETECTIONS.args, ...JSON_FORM],
    isJson: true,
    verdictsRestOnIt: false,
    source: "Programs of others that read it; no sample is public",
  },
  { ...ALLOWED, id: "allowed", verdictsRestOnIt: false, source: "The vendor's pages; no sample is public" },
  { ...EXCLUSIONS, id: "exclusions", verdictsRestOnIt: false, source: "Recorded on Linux" },
  {
    ...STATISTICS,
    id: "statistics",
    args: [...STATISTICS.args, ...JSON_FORM],
    isJson: true,
    isOptional: true,
    verdictsRestOnIt: false,
    source: "Recorded on macOS in January 2024",
  },
  {
    ...BEHAVIOR_COUNTERS,
    id: "behavior-counters",
    isOptional: true,
    verdictsRestOnIt: false,
    source: DOCUMENTED,
  },
];

/** All of them. */
export const AGENT_ASSUMPTIONS: readonly Assumption[] = [
  ...QUESTIONS.flatMap((question) =>
    (["user", "root"] as const).map((asker) => agentQuestionAssumption(question, asker))
  ),
  UNKNOWN_FIELD,
  AGENT_PROCESSES,
  LIST_COST,
];
