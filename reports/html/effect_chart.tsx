/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Effects of one metric, a row a workload: the shift with its interval, against zero, the floor and what chance gives.
import { scaleLinear } from "d3-scale";
import type { VNode } from "preact";
import { formatInterval, formatQuantity, type Unit } from "../../harness/model/text/format_quantity.ts";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import { metricInWords, unitOfMeasurement } from "../views/measurement_words.ts";
import { Around, at, Chart, type LegendEntry, PLOT, TimeAxis } from "./chart.tsx";
import { DOT } from "./marks.tsx";

/** Heights of a row: in all, of its track, and down to the middle of the track. */
const ROW = 72;
const TRACK = 28;
const MIDDLE = 52;
const TOP = 4;

const LEGEND: readonly LegendEntry[] = [
  { mark: <path d={DOT} class="effect-dot" />, text: "shift (on minus off) with its interval" },
  {
    mark: <rect x={-8} y={-7} width={16} height={14} class="floor" />,
    text: "within the floor: too small to count",
  },
  {
    mark: <rect x={-8} y={-3} width={16} height={6} class="chance" />,
    text: "what chance gives, from blocks of one arm in a quad",
  },
];

/** How an axis shows a unit: divided by so much, called so. */
const AXIS: Readonly<Record<Unit, readonly [divisor: number, label: string]>> = {
  "percent-of-core": [1, "% of a core"],
  bytes: [1e6, "MB"],
  "bytes-per-minute": [1e6, "MB per minute"],
  ms: [1, "ms"],
  "per-second": [1e6, "million a second"],
  milliwatts: [1, "mW"],
  count: [1, ""],
};

/** Chart of measurements that share a metric and have a shift; nothing when none has. */
export function EffectChart(
  { measurements, id, explained }: {
    readonly measurements: readonly MeasurementRecord[];
    readonly id: string;
    /** True for the first of several: the others look the same. */
    readonly explained: boolean;
  },
): VNode | null {
  const shown = measurements.filter(({ shift }) => shift !== null);
  const [first] = shown;
  if (first === undefined) return null;
  const unit = unitOfMeasurement(first);
  const [divisor, label] = AXIS[unit];
  const bottom = TOP + shown.length * ROW;
  const scale = scaleLinear().domain(domainOf(shown, divisor)).nice().range(PLOT);
  const x = (value: number) => scale(value / divisor);
  return (
    <Chart
      id={id}
      title={`${metricInWords(first.metric)}: what behavior monitoring adds, more to the right`}
      alternative={shown.map((one) => `${one.workload}: ${one.words}.`).join(" ")}
      height={bottom + 40}
      {...(explained ? { legend: LEGEND } : {})}
      source={explained
        ? "Intervals are at 95 % where the blocks are enough for one. The data stands in the table of results below."
        : null}
    >
      <TimeAxis
        scale={scale}
        top={TOP}
        bottom={bottom}
        label={label}
      />
      {shown.map((one, row) => (
        <g key={one.workload} transform={`translate(0,${TOP + row * ROW})`}>
          <Effect one={one} x={x} unit={unit} />
        </g>
      ))}
      <line x1={at(x(0))} x2={at(x(0))} y1={TOP} y2={bottom} class="zero" />
    </Chart>
  );
}

interface EffectProps {
  readonly one: MeasurementRecord;
  readonly x: (value: number) => number;
  readonly unit: Unit;
}

function Effect({ one, x, unit }: EffectProps): VNode {
  const { shift, floor, nullSpread, conclusion, workload } = one;
  const isTold = conclusion === "costs" || conclusion === "saves";
  return (
    <>
      <text x="0" y={14}>{workload}</text>
      <text x="100%" y={14} text-anchor="end" class="strong">
        {isTold && shift !== null ? signed(shift.value, unit) : conclusion}
      </text>
      <text x="100%" y={30} text-anchor="end" class="small">
        {shift === null ? "" : shiftText(shift, unit)}
      </text>
      <rect
        x={at(x(-floor))}
        y={MIDDLE - TRACK / 2}
        width={at(x(floor) - x(-floor))}
        height={TRACK}
        class="floor"
      />
      {nullSpread === null ? null : (
        <rect
          x={at(x(-nullSpread))}
          y={MIDDLE - 4}
          width={at(x(nullSpread) - x(-nullSpread))}
          height={8}
          class="chance"
        />
      )}
      {shift === null ? null : (
        <g class={isTold ? "effect effect-told" : "effect"}>
          {shift.low === null || shift.high === null
            ? null
            : <Interval low={x(shift.low)} high={x(shift.high)} />}
          <Around share={x(shift.value)} y={MIDDLE}>
            <path d={DOT} class="effect-dot" />
          </Around>
        </g>
      )}
    </>
  );
}

function Interval({ low, high }: { readonly low: number; readonly high: number }): VNode {
  return (
    <>
      <line x1={at(low)} x2={at(high)} y1={MIDDLE} y2={MIDDLE} class="interval" />
      {[low, high].map((share) => (
        <line
          key={share}
          x1={at(share)}
          x2={at(share)}
          y1={MIDDLE - 6}
          y2={MIDDLE + 6}
          class="interval"
        />
      ))}
    </>
  );
}

function signed(value: number, unit: Unit): string {
  return `${value > 0 ? "+" : ""}${formatQuantity(value, unit)}`;
}

function shiftText(shift: NonNullable<MeasurementRecord["shift"]>, unit: Unit): string {
  return shift.low === null ? formatQuantity(shift.value, unit) : formatInterval(shift, unit);
}

function domainOf(shown: readonly MeasurementRecord[], divisor: number): readonly [number, number] {
  const values = shown.flatMap(({ shift, floor, nullSpread }) => [
    shift?.value ?? 0,
    shift?.low ?? 0,
    shift?.high ?? 0,
    floor,
    -floor,
    nullSpread ?? 0,
    -(nullSpread ?? 0),
  ]);
  return [Math.min(...values) / divisor, Math.max(...values) / divisor];
}
