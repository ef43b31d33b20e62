/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// What behavior monitoring costs: the effects first, then CPU and memory over time, then the figures behind them.
import type { VNode } from "preact";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import { isMainMeasurement, metricInWords } from "../views/measurement_words.ts";
import type { SampleSeries } from "../views/sample_series.ts";
import { BlockTable } from "./block_table.tsx";
import { CostFacts } from "./cost_facts.tsx";
import { BudgetTable, CounterTable, ResultTables } from "./cost_tables.tsx";
import { EffectChart } from "./effect_chart.tsx";
import { Section } from "./parts.tsx";
import { UsageChart } from "./usage_chart.tsx";

/** Section `cost`; nothing when nothing was to be measured. */
export function CostSection(
  { record, series }: { readonly record: RunRecord; readonly series: SampleSeries | null },
): VNode | null {
  const { measurement, measurements, blocks } = record;
  if (measurement === null) return null;
  const { plan, outcome } = measurement;
  return (
    <Section id="cost" title="Cost" count={`${plan.workloads.length} workloads, ${blocks.length} blocks`}>
      {plan.quick
        ? <Note>This was a quick look, not evidence: it has fewer blocks than a comparison needs.</Note>
        : null}
      {outcome === null || !outcome.complete ? <Note>The measurement did not get to its end.</Note> : null}
      {outcome?.incomparableBecause.map((why) => <Note key={why}>Arms were not compared: {why}.</Note>)}
      {outcome?.notes.map((note) => <Note key={note}>{asSentence(note)}</Note>)}
      {outcome?.skipped.map(({ workload, reason }) => (
        <Note key={workload}>{workload} was skipped: {reason}.</Note>
      ))}
      <Effects measurements={measurements.filter(isMainMeasurement)} />
      {series === null || series.ticks === 0
        ? null
        : <OverTime series={series} memory={outcome?.memoryMetric ?? null} />}
      <BudgetTable budgets={outcome?.budgets ?? []} />
      <ResultTables measurements={measurements} />
      <CounterTable blocks={blocks} />
      <BlockTable blocks={blocks} />
      <CostFacts record={record} />
    </Section>
  );
}

/** Metrics that answer what people ask first; the others are folded. */
const FIRST_METRICS = ["cpu.mean", "rss.mean", "footprint.mean", "workload.wall"];

function Effects({ measurements }: { readonly measurements: RunRecord["measurements"] }): VNode {
  const groups = [...Map.groupBy(measurements, ({ metric }) => metric)];
  const first = FIRST_METRICS.flatMap((metric) => groups.filter(([name]) => name === metric));
  const others = groups.filter(([name]) => !FIRST_METRICS.includes(name));
  const chart = ([metric, group]: (typeof groups)[number], index: number) => (
    <EffectChart
      key={metric}
      id={`effect-${metric.replace(".", "-")}`}
      measurements={group}
      explained={index === 0}
    />
  );
  return (
    <>
      {first.map(chart)}
      {others.length === 0 ? null : (
        <details>
          <summary>
            Effects on {others.map(([metric]) => inSentence(metricInWords(metric))).join(", ")}
          </summary>
          {others.map(chart)}
        </details>
      )}
    </>
  );
}

/** Without the capital of a heading; abbreviations keep theirs. */
function inSentence(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

function Note({ children }: { readonly children: unknown }): VNode {
  return <p class="note strong-note">{children as VNode}</p>;
}

function OverTime(
  { series, memory }: { readonly series: SampleSeries; readonly memory: "rss" | "footprint" | null },
): VNode {
  const kind = memory === "footprint" ? "physical footprint" : "resident set";
  return (
    <>
      <UsageChart
        series={series}
        metric={{
          id: "cpu",
          title: "CPU of each process over time",
          axis: "% of a core",
          value: ({ cpuPercent }) => cpuPercent,
        }}
      />
      <UsageChart
        series={series}
        metric={{
          id: "memory",
          title: `Memory of each process over time (${kind})`,
          axis: "MB",
          value: ({ bytes }) => bytes === null ? null : bytes / 1e6,
        }}
      />
    </>
  );
}
