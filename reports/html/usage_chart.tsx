/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// CPU or memory of each process over the whole measurement, with the blocks of each arm shaded behind.
import { scaleLinear } from "d3-scale";
import type { VNode } from "preact";
import type { BlockSpan, ProcessSeries, SampleSeries, SeriesPoint } from "../views/sample_series.ts";
import { Chart, CHART_WIDTH, type LegendEntry, round, TimeAxis } from "./chart.tsx";

const TOP = 8;
const HEIGHT = 210;
const LEFT = 52;
const RIGHT = 10;

/** Lines that can be told apart; more processes than these share the last look. */
const MOST_LOOKS = 6;

/** What a chart shows of a point. */
export interface UsageMetric {
  readonly id: string;
  readonly title: string;
  readonly axis: string;
  /** In units of the axis; null when there is none. */
  readonly value: (point: SeriesPoint) => number | null;
}

/** One chart; nothing when no process has a value. */
export function UsageChart(
  { series, metric }: { readonly series: SampleSeries; readonly metric: UsageMetric },
): VNode | null {
  const highest = Math.max(
    0,
    ...series.processes.flatMap(({ points }) => points.map((one) => metric.value(one) ?? 0)),
  );
  if (highest === 0) return null;
  const bottom = TOP + HEIGHT;
  const inMinutes = series.durationMs > 180_000;
  const perUnit = inMinutes ? 60_000 : 1000;
  const x = scaleLinear().domain([0, series.durationMs / perUnit]).range([LEFT, CHART_WIDTH - RIGHT]);
  const y = scaleLinear().domain([0, highest]).nice(4).range([bottom, TOP]);
  const place = (atMs: number) => round(x(atMs / perUnit));
  return (
    <Chart
      id={`usage-${metric.id}`}
      title={metric.title}
      alternative={describe(series, metric)}
      height={bottom + 40}
      legend={legend(series)}
      source={`${series.ticks} samples of each process, drawn as means of short stretches of time. The data stands in the table of blocks below and, whole, in samples.csv.`}
    >
      {series.spans.map((span) => <Span key={span.block} span={span} place={place} />)}
      <TimeAxis
        scale={x}
        top={TOP}
        bottom={bottom}
        label={`${inMinutes ? "minutes" : "seconds"} since the first sample`}
      />
      <g class="axis">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0,${round(y(tick))})`}>
            <line x1={LEFT} x2={CHART_WIDTH - RIGHT} class="grid" />
            <text x={LEFT - 8} dy="0.35em" text-anchor="end">{y.tickFormat(4)(tick)}</text>
          </g>
        ))}
        <text x={0} y={bottom + 32}>{metric.axis}</text>
      </g>
      {series.processes.map((process, index) => (
        <path
          key={process.process}
          d={pathOf(process, {
            metric,
            place,
            y: (value) => round(y(value)),
          })}
          class={lookOf(index)}
        />
      ))}
    </Chart>
  );
}

function Span(
  { span, place }: { readonly span: BlockSpan; readonly place: (atMs: number) => number },
): VNode {
  const start = place(span.startMs);
  const width = Math.max(1, round(place(span.endMs) - start));
  return <rect x={start} y={TOP} width={width} height={HEIGHT} class={`span ${spanLook(span)}`} />;
}

function spanLook({ phase, arm }: BlockSpan): string {
  if (phase !== "compare") return "span-aside";
  return arm === "on" ? "span-on" : "span-off";
}

interface Placing {
  readonly metric: UsageMetric;
  readonly place: (atMs: number) => number;
  readonly y: (value: number) => number;
}

function pathOf({ points }: ProcessSeries, { metric, place, y }: Placing): string {
  let isDown = false;
  return points.map((point) => {
    const value = metric.value(point);
    if (value === null) {
      isDown = false;
      return "";
    }
    const command = isDown && !point.gapBefore ? "L" : "M";
    isDown = true;
    return `${command}${place(point.atMs)},${y(value)}`;
  }).join("");
}

function lookOf(index: number): string {
  return `line line-${Math.min(index, MOST_LOOKS - 1)}`;
}

function legend(series: SampleSeries): readonly LegendEntry[] {
  const square = (look: string) => <rect x={-8} y={-8} width={16} height={16} class={`span ${look}`} />;
  const looks = new Set(series.spans.map(spanLook));
  return [
    ...series.processes.map(({ process }, index) => ({
      mark: <path d="M-9,0H9" class={lookOf(index)} />,
      text: process,
    })),
    ...(looks.has("span-off") ? [{ mark: square("span-off"), text: "block with it off" }] : []),
    ...(looks.has("span-on") ? [{ mark: square("span-on"), text: "block with it on" }] : []),
    ...(looks.has("span-aside") ? [{ mark: square("span-aside"), text: "warm-up and A/A null" }] : []),
  ];
}

function describe({ processes, spans }: SampleSeries, { value, axis }: UsageMetric): string {
  const each = processes.map(({ process, points }) => {
    const values = points.map(value).filter((one) => one !== null);
    if (values.length === 0) return `${process}: no value.`;
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    return `${process}: mean ${mean.toPrecision(3)}, highest ${Math.max(...values).toPrecision(3)} ${axis}.`;
  });
  return `${spans.length} blocks. ${each.join(" ")}`;
}
