/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// One number over the nights: points with their intervals, lines between nights that follow on each other, marks where the
// context changed, and bands where the series did.
import { scaleLinear } from "d3-scale";
import type { VNode } from "preact";
import { Chart } from "../../../reports/html/chart.tsx";
import { isNextNight, type NightAxis, tenth, WIDTH } from "./night_axis.ts";

const HEIGHT = 150;
const MARGIN = 8;

/** One night of a chart; null ends where there is no interval. */
export interface NightPoint {
  readonly night: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A stretch of nights in which a series changed. */
export interface NightBand {
  readonly low: string;
  readonly high: string;
}

/** What a chart shows. */
export interface NightChartProps {
  readonly id: string;
  readonly title: string;
  readonly points: readonly NightPoint[];
  readonly axis: NightAxis;
  /** Nights on which the context changed. */
  readonly marks: readonly string[];
  /** Nights from which on somebody accepted what is. */
  readonly accepted: readonly string[];
  readonly bands: readonly NightBand[];
  /** A value with its unit. */
  readonly format: (value: number) => string;
  /** What was found, in a sentence. */
  readonly words: string;
}

/** The chart; at least one point is needed. */
export function NightChart(props: NightChartProps): VNode {
  const { id, title, points, axis, marks, accepted, bands, format, words } = props;
  const scale = scaleLinear().domain(domainOf(points)).nice().range([HEIGHT - MARGIN, MARGIN]);
  const y = (value: number) => tenth(scale(value));
  const upright = (nights: readonly string[]) =>
    nights.map((night) => `M${axis.place(night)},0V${HEIGHT}`).join("");
  const lines = points.slice(1).map((point, index) => {
    const before = points[index];
    return before === undefined || !isNextNight(before.night, point.night)
      ? ""
      : `M${axis.middle(before.night)},${y(before.value)}L${axis.middle(point.night)},${y(point.value)}`;
  }).join("");
  return (
    <Chart id={id} title={title} alternative={words} height={HEIGHT} source={words}>
      <svg width="100%" height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        {bands.map(({ low, high }) => (
          <rect
            key={low}
            x={axis.place(low)}
            y="0"
            width={tenth(axis.place(high) - axis.place(low) + axis.step)}
            height={HEIGHT}
            class="change-band"
          />
        ))}
        <path
          d={scale.ticks(4).map((tick: number) => `M0,${y(tick)}H${WIDTH}`).join("")}
          class="night-grid"
        />
        <path d={upright(marks)} class="context-mark" />
        <path d={upright(accepted)} class="accepted-mark" />
        <path d={intervalsOf(points, axis, y)} class="night-interval" />
        <path d={lines} class="night-line" />
        <path
          d={points.map(({ night, value }) => `M${axis.middle(night)},${y(value)}h0`).join("")}
          class="night-dot"
        />
      </svg>
      {scale.ticks(4).map((tick: number) => (
        <text key={tick} x="2" y={y(tick) - 3} class="small">{format(tick)}</text>
      ))}
    </Chart>
  );
}

function intervalsOf(points: readonly NightPoint[], axis: NightAxis, y: (value: number) => number): string {
  return points.map(({ night, low, high }) =>
    low === null || high === null ? "" : `M${axis.middle(night)},${y(low)}V${y(high)}`
  ).join("");
}

/** Without the ends of intervals that are far wider than the points: they would press all else flat. */
function domainOf(points: readonly NightPoint[]): readonly [number, number] {
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const reach = Math.max(most - least, Number.EPSILON);
  const ends = points.flatMap(({ low, high }) => [low ?? 0, high ?? 0]);
  return [
    Math.max(Math.min(least, ...ends), least - reach),
    Math.min(Math.max(most, ...ends), most + reach),
  ];
}
