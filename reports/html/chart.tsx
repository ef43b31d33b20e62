/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The frame of every chart: a figure with title, text alternative and axis. What is drawn inside is the chart's own.
import type { ScaleLinear } from "d3-scale";
import type { ComponentChildren, VNode } from "preact";

/**
 * Where the data begins and ends, in per cent of the width: marks at the ends stay in the frame. Only places across are
 * shares of the width, so that a chart fits every window with letters and marks of the same size.
 */
export const PLOT: readonly [start: number, end: number] = [2, 98];

/** What a frame needs. */
export interface ChartProps {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  /** What the chart shows, for somebody who cannot see it. */
  readonly alternative: string;
  /** In CSS pixels. */
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
      <svg class="plot" height={height} role="img" aria-labelledby={`${id}-title ${id}-text`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-text`}>{alternative}</desc>
        {children}
      </svg>
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

/** A horizontal axis with its unit, and faint lines up from each tick. The scale gives per cent of the width. */
export function TimeAxis(
  { scale, top, bottom, label }: {
    readonly scale: ScaleLinear<number, number>;
    readonly top: number;
    readonly bottom: number;
    readonly label: string;
  },
): VNode {
  const format = scale.tickFormat(6);
  return (
    <g class="axis">
      {scale.ticks(6).map((tick) => {
        const share = scale(tick);
        return (
          <g key={tick}>
            <line x1={at(share)} x2={at(share)} y1={top} y2={bottom} class="grid" />
            <text x={at(share)} y={bottom + 16} text-anchor={anchorAt(share)}>{format(tick)}</text>
          </g>
        );
      })}
      <line x1="0" x2="100%" y1={bottom} y2={bottom} class="base" />
      <text x="100%" y={bottom + 32} text-anchor="end">{label}</text>
    </g>
  );
}

/** A number in the middle of its tick, unless it would stick out. */
function anchorAt(share: number): string {
  return share < 4 ? "start" : share > 96 ? "end" : "middle";
}

/** Something that is drawn around a place across. */
export function Around(
  { share, y = 0, children }: {
    readonly share: number;
    readonly y?: number;
    readonly children: ComponentChildren;
  },
): VNode {
  return <svg class="around" x={at(share)} y={y}>{children}</svg>;
}

/** A place across, or a length, as a share of the width. */
export function at(share: number): string {
  return `${Math.round(share * 100) / 100}%`;
}

/** Coordinates with a tenth of a unit: finer is not seen and only makes the file large. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
