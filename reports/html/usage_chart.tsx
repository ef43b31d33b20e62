/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// CPU or memory of each process over the whole measurement, with the blocks of each arm shaded behind.
import { highest } from "../../harness/model/quantile.ts";
import { scaleLinear } from "d3-scale";
import type { VNode } from "preact";
import type { BlockSpan, ProcessSeries, SampleSeries, SeriesPoint } from "../views/sample_series.ts";
import { Chart, type LegendEntry, round, TimeAxis } from "./chart.tsx";

/** Each workload has a lane above the plot: its name, and below it a bar for each of its blocks. */
const LANE = 21;
const LANE_BAR = 4;
const HEIGHT = 210;
/** Width of the plot in units of its own, which are stretched to the window. */
const UNITS = 1000;

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
  const workloads = [...new Set(series.spans.map(({ workload }) => workload))];
  const top = workloads.length * LANE + 16;
  const bottom = top + HEIGHT;
  const inMinutes = series.durationMs > 180_000;
  const perUnit = inMinutes ? 60_000 : 1000;
  const x = scaleLinear().domain([0, series.durationMs / perUnit]).range([0, 100]);
  const y = scaleLinear().domain([0, highest]).nice(4).range([HEIGHT, 0]);
  const place = (atMs: number) => round(x(atMs / perUnit) * UNITS / 100);
  return (
    <Chart
      id={`usage-${metric.id}`}
      title={metric.title}
      alternative={describe(series, metric)}
      height={bottom + 40}
      legend={legend(series)}
      source={`${series.ticks} samples of each process, drawn as means of short stretches of time. The data stands in the table of blocks below and, whole, in samples.csv.`}
    >
      <g class="axis">
        {workloads.map((workload, lane) => <text key={workload} x="0" y={lane * LANE + 12}>{workload}</text>)}
      </g>
      <TimeAxis
        scale={x}
        top={top}
        bottom={bottom}
        label={`${inMinutes ? "minutes" : "seconds"} since the first sample`}
      />
      <svg
        y={0}
        width="100%"
        height={bottom}
        viewBox={`0 0 ${UNITS} ${bottom}`}
        preserveAspectRatio="none"
      >
        {series.spans.map((span) => (
          <Span
            key={span.block}
            {...{ span, place, top }}
            laneY={workloads.indexOf(span.workload) * LANE + LANE - LANE_BAR - 1}
          />
        ))}
        {series.processes.map((process, index) => (
          <path
            key={process.process}
            d={pathOf(process, {
              metric,
              spans: series.spans,
              place,
              y: (value) => round(top + y(value)),
            })}
            class={lookOf(index)}
          />
        ))}
      </svg>
      <g class="axis">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0,${round(top + y(tick))})`}>
            <line x1="0" x2="100%" class="grid" />
            <text x="2" dy="-0.3em">{y.tickFormat(4)(tick)}</text>
          </g>
        ))}
        <text x="0" y={bottom + 32}>{metric.axis}</text>
      </g>
    </Chart>
  );
}

interface SpanProps {
  readonly span: BlockSpan;
  readonly place: (atMs: number) => number;
  readonly top: number;
  readonly laneY: number;
}

/** A block: its strip behind the lines, and its bar in the lane of its workload. */
function Span({ span, place, top, laneY }: SpanProps): VNode {
  const start = place(span.startMs);
  const width = Math.max(1, round(place(span.endMs) - start));
  const look = spanLook(span);
  return (
    <g>
      <title>
        {`${span.workload}, ${span.phase === "compare" ? span.arm : `${span.phase}, ${span.arm}`}`}
      </title>
      <rect x={start} y={laneY} width={width} height={LANE_BAR} class={`lane ${look}`} />
      <rect x={start} y={top} width={width} height={HEIGHT} class={`span ${look}`} />
    </g>
  );
}

function spanLook({ phase, arm }: BlockSpan): string {
  if (phase !== "compare") return "span-aside";
  return arm === "on" ? "span-on" : "span-off";
}

interface Placing {
  readonly metric: UsageMetric;
  readonly spans: readonly BlockSpan[];
  readonly place: (atMs: number) => number;
  readonly y: (value: number) => number;
}

/** A line ends with its block: what was between two blocks was not measured. */
function pathOf({ points }: ProcessSeries, { metric, spans, place, y }: Placing): string {
  let isDown = false;
  let next = 0;
  return points.map((point) => {
    while (startOf(spans, next) <= point.atMs) {
      next += 1;
      isDown = false;
    }
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

/** Half way from the block before: a point is the middle of a stretch that may begin a little before its block. */
function startOf(spans: readonly BlockSpan[], index: number): number {
  const span = spans[index];
  return span === undefined ? Infinity : (span.startMs + (spans[index - 1]?.endMs ?? span.startMs)) / 2;
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
    return `${process}: mean ${mean.toPrecision(3)}, highest ${highest(values).toPrecision(3)} ${axis}.`;
  });
  return `${spans.length} blocks. ${each.join(" ")}`;
}
