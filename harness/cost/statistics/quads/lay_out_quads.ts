// Blocks of all quads in one row, and which of them may change labels. Made once for many shifts.
import { isBalanced, NEIGHBOURS_FROM, type Quad } from "./quad.ts";

/** Places from `start` up to, but not with, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** All blocks in the order measured. */
export interface QuadLayout {
  readonly values: Float64Array;
  readonly isOn: readonly boolean[];
  readonly quads: readonly Span[];
  /** Blocks among which labels are dealt out anew: whole quads, or the halves of each. */
  readonly groups: readonly Span[];
  readonly byNeighbours: boolean;
  /** Values closer than this are the same number, calculated on two ways. */
  readonly tolerance: number;
}

/** @throws RangeError on a quad without as many blocks on as off. */
export function layOutQuads(quads: readonly Quad[]): QuadLayout {
  if (!quads.every(isBalanced)) throw new RangeError("A quad has as many blocks on as off");
  const blocks = quads.flat();
  const byNeighbours = blocks.length / 2 >= NEIGHBOURS_FROM;
  const largest = blocks.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  return {
    values: Float64Array.from(blocks, ({ value }) => value),
    isOn: blocks.map(({ isOn }) => isOn),
    quads: spansOf(quads.map(({ length }) => length)),
    groups: spansOf(quads.flatMap((quad) => byNeighbours ? neighboursIn(quad) : [quad.length])),
    byNeighbours,
    tolerance: (largest === 0 ? 1 : largest) * 2 ** -44,
  };
}

/** The same blocks, with what was on off. */
export function mirrored(layout: QuadLayout): QuadLayout {
  return { ...layout, isOn: layout.isOn.map((isOn) => !isOn) };
}

function neighboursIn(quad: Quad): readonly number[] {
  const halves = [quad.slice(0, 2), quad.slice(2)];
  return quad.length === 4 && halves.every(isBalanced) ? [2, 2] : [quad.length];
}

function spansOf(sizes: readonly number[]): readonly Span[] {
  let end = 0;
  return sizes.map((size) => ({ start: end, end: end += size }));
}
