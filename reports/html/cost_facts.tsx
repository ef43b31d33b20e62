/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// How a cost was measured: what was run, what the units are, and the command that measures the same again.
import type { VNode } from "preact";
import type { MeasurementPlan } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { repeatCommand } from "../feedback/repeat_command.ts";
import { formatDuration } from "../views/format_duration.ts";
import { loadInWords } from "../views/machine_words.ts";
import { Facts } from "./parts.tsx";

/** Facts of a measurement; nothing when nothing was to be measured. */
export function CostFacts({ record }: { readonly record: RunRecord }): VNode | null {
  const { measurement, blocks } = record;
  if (measurement === null) return null;
  const { plan, outcome } = measurement;
  const workloads = outcome?.workloads ?? [];
  return (
    <>
      <h3>What was run</h3>
      {workloads.length === 0 ? null : (
        <ul>
          {workloads.map(({ id, title, size, complaint }) => (
            <li key={id}>
              <code>{id}</code>: {title}
              {size === null ? null : `, ${size} a repetition`}
              {complaint === null ? null : ` (people complain of it: ${complaint})`}
            </li>
          ))}
        </ul>
      )}
      <Facts
        facts={{
          ...planFacts(plan, outcome),
          "Load": loadInWords(blocks) ?? "",
          "To repeat it": <code>{repeatCommand(record, plan)}</code>,
        }}
      />
    </>
  );
}

type Outcome = NonNullable<RunRecord["measurement"]>["outcome"];

function planFacts(plan: MeasurementPlan, outcome: Outcome): Readonly<Record<string, string>> {
  const sampler = outcome?.sampler ?? null;
  const samplerShare = sampler === null || sampler.wallMs === 0
    ? ""
    : `${(100 * sampler.cpuMs / sampler.wallMs).toFixed(2)} % of a core`;
  return {
    "Arms": plan.arms === "current"
      ? "only as it is"
      : `off and on in quads whose order was drawn by the seed, after a warm-up${
        plan.nullStretch === true ? "; an A/A stretch in between" : ""
      }`,
    "Blocks of each arm": String(plan.blocksPerArm),
    "Length of a block": formatDuration(plan.blockMs),
    "Settle after a switch": formatDuration(plan.settleMs),
    "CPU": "from cumulative process times; 100 % is one core busy all the time",
    "Memory": outcome?.memoryMetric === "footprint" ? "physical footprint" : "resident set",
    "Samples a second": String(plan.rateHz),
    "Seed": String(plan.seed),
    "Read by": outcome?.source ?? "",
    "Cost of watching": samplerShare,
    "Samples missed": sampler === null ? "" : `${sampler.missed} of ${sampler.ticks + sampler.missed}`,
  };
}
