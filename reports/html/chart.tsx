/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The frame of every chart: a figure with title, text alternative and axes. What is drawn inside is the chart's own.
import type { ScaleLinear } from "d3-scale";
import type { ComponentChildren, VNode } from "preact";
import { Wide } from "./parts.tsx";

/** Width of all charts in units of their view box; they scale with the page. */
export const CHART_WIDTH = 720;

/** What a frame needs. */
export interface ChartProps {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What the chart shows, for somebody who cannot see it. */
  readonly alternative: string;
  readonly height: number;
  readonly legend?: readonly LegendEntry[];
  /** Where the data stands as a table; null when the chart before says it. */
  readonly source: ComponentChildren | null;
  readonly children: ComponentChildren;
}

/** One entry of a legend: a mark as it is drawn, and what it means. */
export interface LegendEntry {
  readonly mark: VNode;
  readonly text: string;
}

/** A figure around an SVG. */
export function Chart({ id, title, alternative, height, legend, source, children }: ChartProps): VNode {
  return (
    <figure class="chart">
      <figcaption id={`${id}-caption`}>{title}</figcaption>
      <Wide label={`Chart: ${title}`}>
        <svg viewBox={`0 0 ${CHART_WIDTH} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-text`}>
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-text`}>{alternative}</desc>
          {children}
        </svg>
      </Wide>
      {legend === undefined ? null : (
        <ul class="legend">
          {legend.map(({ mark, text }) => (
            <li key={text}>
              <svg viewBox="-9 -9 18 18" width="18" height="18" aria-hidden="true">{mark}</svg>
              {text}
            </li>
          ))}
        </ul>
      )}
      {source === null ? null : <p class="source">{source}</p>}
    </figure>
  );
}

/** A horizontal axis with its unit, and faint lines up from each tick. */
export function TimeAxis(
  { scale, top, bottom, label }: {
    readonly scale: ScaleLinear<number, number>;
    readonly top: number;
    readonly bottom: number;
    readonly label: string;
  },
): VNode {
  const [start = 0, end = CHART_WIDTH] = scale.range();
  const format = scale.tickFormat(6);
  return (
    <g class="axis">
      {scale.ticks(6).map((tick) => (
        <g key={tick} transform={`translate(${round(scale(tick))},0)`}>
          <line y1={top} y2={bottom} class="grid" />
          <text y={bottom + 16} text-anchor="middle">{format(tick)}</text>
        </g>
      ))}
      <line x1={start} x2={end} y1={bottom} y2={bottom} class="base" />
      <text x={end} y={bottom + 32} text-anchor="end">{label}</text>
    </g>
  );
}

/** Coordinates with a tenth of a unit: finer is not seen and only makes the file large. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
