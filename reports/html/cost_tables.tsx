/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The figures of a measurement as tables: results, budgets, the agent's own counters.
import type { VNode } from "preact";
import {
  formatInterval,
  formatNumber,
  formatQuantity,
  type Unit,
} from "../../harness/model/text/format_quantity.ts";
import type { BlockRecord, JudgedBudget, MeasurementRecord } from "../../harness/model/record/measurement.ts";
import { formatDuration } from "../views/format_duration.ts";
import {
  armInWords,
  isMainMeasurement,
  metricInWords,
  unitOfMeasurement,
} from "../views/measurement_words.ts";
import { Badge, type Tone, Wide } from "./parts.tsx";

/** Results: those of the agent as a whole and of the workloads open, those of single processes folded. */
export function ResultTables(
  { measurements }: { readonly measurements: readonly MeasurementRecord[] },
): VNode {
  const main = measurements.filter(isMainMeasurement);
  const single = measurements.filter((one) => !isMainMeasurement(one));
  return (
    <>
      <h3>Results</h3>
      <ResultTable label="Results of the agent as a whole" measurements={main} />
      {single.length === 0 ? null : (
        <details>
          <summary>Results of single processes</summary>
          <ResultTable label="Results of single processes" measurements={single} />
        </details>
      )}
    </>
  );
}

function ResultTable(
  { label, measurements }: { readonly label: string; readonly measurements: readonly MeasurementRecord[] },
): VNode {
  const head = [
    "Workload",
    "What",
    "Conclusion",
    "Off, median",
    "On, median",
    "Shift, median of differences within quads",
    "Ratio",
    "Would have been seen 4 times in 5",
  ];
  return (
    <Wide label={label}>
      <table class="results">
        <thead>
          <tr>
            {head.map((name, index) => (
              <th key={name} scope="col" class={index < 3 ? undefined : "numeric"}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measurements.map((one) => (
            <ResultRow key={`${one.workload} ${one.metric} ${one.process}`} one={one} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function ResultRow({ one }: { readonly one: MeasurementRecord }): VNode {
  const unit = unitOfMeasurement(one);
  const quantity = (value: number | null | undefined) => quantityOrNone(value, unit);
  return (
    <tr>
      <th scope="row">{one.workload}</th>
      <td>
        {metricInWords(one.metric)}
        {one.process === null || one.process === "agent" ? null : <p class="muted">{one.process}</p>}
      </td>
      <td>{one.words}</td>
      <td class="numeric">{quantity(one.off?.median ?? one.current?.median)}</td>
      <td class="numeric">{quantity(one.on?.median)}</td>
      <td class="numeric">
        {quantity(one.shift?.value)}
        {one.shift?.low === null || one.shift === null
          ? null
          : <p class="muted">{formatInterval(one.shift, unit)}</p>}
        {one.adjustedPValue === null
          ? null
          : <p class="muted">p {formatNumber(one.adjustedPValue)}, all of its kind considered</p>}
      </td>
      <td class="numeric">{one.ratio === null ? "–" : `× ${formatNumber(one.ratio.value)}`}</td>
      <td class="numeric">{quantity(one.minimumDetectable)}</td>
    </tr>
  );
}

/** A dash where there is nothing to tell. */
export function quantityOrNone(value: number | null | undefined, unit: Unit): string {
  return value === null || value === undefined ? "–" : formatQuantity(value, unit);
}

const BUDGET_TONE: Readonly<Record<JudgedBudget["verdict"], Tone>> = {
  met: "pass",
  exceeded: "fail",
  "cannot tell": "inconclusive",
};

/** Budgets; nothing when none was given. */
export function BudgetTable({ budgets }: { readonly budgets: readonly JudgedBudget[] }): VNode | null {
  if (budgets.length === 0) return null;
  return (
    <>
      <h3>Budgets</h3>
      <ul class="met">
        {budgets.map((budget) => (
          <li key={budget.key} class="budget">
            <Badge tone={BUDGET_TONE[budget.verdict]}>{budget.verdict}</Badge>
            <span>
              <code>{budget.key}</code> <span class="muted">{budget.judged}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Rows of the counters at most. */
const MOST_COUNTERS = 12;

/** What the agent itself says it scanned, summed over the compared blocks of each arm. */
export function CounterTable({ blocks }: { readonly blocks: readonly BlockRecord[] }): VNode | null {
  const rows = sumCounters(blocks);
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>The agent's own scan counters, by process that caused the scans</summary>
      <Wide label="Scan counters of the agent">
        <table>
          <thead>
            <tr>
              <th scope="col">Process</th>
              {rows[0]?.arms.map(({ arm }) => (
                <th key={arm} scope="col" class="numeric">Files, {armInWords(arm)}</th>
              ))}
              {rows[0]?.arms.map(({ arm }) => (
                <th key={arm} scope="col" class="numeric">Scan time, {armInWords(arm)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_COUNTERS).map(({ name, path, arms }) => (
              <tr key={`${name} ${path}`}>
                <th scope="row">
                  {name ?? "without a name"}
                  <p class="muted">{path}</p>
                </th>
                {arms.map(({ arm, files }) => <td key={arm} class="numeric">{files}</td>)}
                {arms.map(({ arm, scanMs }) => <td key={arm} class="numeric">{formatDuration(scanMs)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}

interface CounterRow {
  readonly name: string | null;
  readonly path: string | null;
  readonly arms: readonly {
    readonly arm: BlockRecord["arm"];
    readonly files: number;
    readonly scanMs: number;
  }[];
}

function sumCounters(blocks: readonly BlockRecord[]): readonly CounterRow[] {
  const compared = blocks.filter(({ phase, usable }) => phase === "compare" && usable);
  const arms = [...new Set(compared.map(({ arm }) => arm))];
  const all = compared.flatMap(({ arm, counters }) => counters.map((counter) => ({ arm, ...counter })));
  const groups = Map.groupBy(all, ({ name, path }) => JSON.stringify([name, path]));
  const rows = [...groups.values()].flatMap((group): CounterRow[] => {
    const [first] = group;
    if (first === undefined) return [];
    const of = (arm: BlockRecord["arm"]) => group.filter((one) => one.arm === arm);
    return [{
      name: first.name,
      path: first.path,
      arms: arms.map((arm) => ({
        arm,
        files: of(arm).reduce((sum, { filesScanned }) => sum + filesScanned, 0),
        scanMs: of(arm).reduce((sum, { scanTimeNs }) => sum + scanTimeNs / 1e6, 0),
      })),
    }];
  });
  const time = ({ arms }: CounterRow) => arms.reduce((sum, { scanMs }) => sum + scanMs, 0);
  return rows.toSorted((a, b) => time(b) - time(a));
}
