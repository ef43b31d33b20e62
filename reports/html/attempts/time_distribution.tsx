/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// How the times of the attempts that passed are spread: one dot an attempt, with median and 95th percentile.
import { highest, lowest } from "../../../harness/model/quantile.ts";
import { scaleLinear } from "d3-scale";
import type { VNode } from "preact";
import type { ScenarioRecord } from "../../../harness/model/record/run_record.ts";
import { formatDuration } from "../../views/format_duration.ts";
import { Around, at, Chart, PLOT, TimeAxis } from "../chart.tsx";
import { DOT, Mark } from "../marks.tsx";

const ROW = 84;
const TOP = 4;
/** From the top of a row to its lowest dots. */
const DOTS = 72;
const DOT_STEP = 8;
/** Dots nearer than this, in per cent of the width, stand on each other. */
const COLUMN = 1;
const MOST_STACKED = 6;

interface Series {
  readonly name: string;
  readonly kind: "block" | "record";
  readonly timesMs: readonly number[];
  readonly spread: ScenarioRecord["timeToBlockMs"];
}

/** Dot plot of both times; nothing when no attempt passed. */
export function TimeDistribution(
  { scenario, index }: { readonly scenario: ScenarioRecord; readonly index: number },
): VNode | null {
  const series = seriesOf(scenario);
  if (series.length === 0) return null;
  const last = highest(series.flatMap(({ timesMs }) => timesMs));
  const scale = scaleLinear().domain([0, last * 1.08 / 1000]).range(PLOT);
  const bottom = TOP + series.length * ROW;
  return (
    <Chart
      id={`distribution-${index}`}
      title="How the times of the attempts that passed are spread"
      alternative={series.map(describe).join(" ")}
      height={bottom + 40}
      legend={[
        { mark: <path d={DOT} class="dot dot-block" />, text: "one attempt" },
        { mark: <Mark kind="median" />, text: "median" },
        { mark: <Mark kind="p95" />, text: "95th percentile" },
      ]}
      source="The data stands below."
    >
      <TimeAxis scale={scale} top={TOP} bottom={bottom} label="seconds after the start of the trigger" />
      {series.map((one, row) => (
        <g key={one.name} transform={`translate(0,${TOP + row * ROW})`}>
          <text x="0" y={14}>{one.name}</text>
          <Dots series={one} x={(timeMs) => scale(timeMs / 1000)} />
        </g>
      ))}
    </Chart>
  );
}

function Dots({ series, x }: { readonly series: Series; readonly x: (timeMs: number) => number }): VNode {
  const heights = new Map<number, number>();
  return (
    <>
      {series.spread === null ? null : (
        <>
          <line {...vertical(x(series.spread.median))} class="mark mark-median" />
          <line {...vertical(x(series.spread.p95))} class="mark mark-p95" />
        </>
      )}
      {series.timesMs.map((timeMs, index) => {
        const column = Math.round(x(timeMs) / COLUMN);
        const height = heights.get(column) ?? 0;
        heights.set(column, height + 1);
        // One more at the top of a full column would hide the one that is there.
        if (height > MOST_STACKED) return null;
        const y = DOTS - height * DOT_STEP;
        return (
          <Around key={index} share={x(timeMs)} y={y}>
            <path d={DOT} class={`dot dot-${series.kind}`} />
          </Around>
        );
      })}
    </>
  );
}

function vertical(x: number) {
  return { x1: at(x), x2: at(x), y1: 22, y2: DOTS + 8 };
}

function seriesOf({ attempts, timeToBlockMs, timeToRecordMs }: ScenarioRecord): readonly Series[] {
  const passing = attempts.filter(({ verdict }) => verdict === "pass");
  const times = (pick: (attempt: (typeof passing)[number]) => number | null) =>
    passing.map(pick).filter((timeMs) => timeMs !== null);
  const all: readonly Series[] = [
    {
      name: "Time to block",
      kind: "block",
      timesMs: times((one) => one.timeToBlockMs),
      spread: timeToBlockMs,
    },
    {
      name: "Time to record",
      kind: "record",
      timesMs: times((one) => one.timeToRecordMs),
      spread: timeToRecordMs,
    },
  ];
  return all.filter(({ timesMs }) => timesMs.length > 0);
}

function describe({ name, timesMs, spread }: Series): string {
  const range = `from ${formatDuration(lowest(timesMs))} to ${formatDuration(highest(timesMs))}`;
  const middle = spread === null
    ? ""
    : `, median ${formatDuration(spread.median)}, 95th percentile ${formatDuration(spread.p95)}`;
  return `${name}: ${timesMs.length} attempts ${range}${middle}.`;
}
