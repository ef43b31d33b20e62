/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Marks of the time charts. Each differs from the others in shape as well as in colour.
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTimes } from "d3-shape";
import type { VNode } from "preact";

/** What a mark stands for. */
export type MarkKind = "block" | "record" | "end" | "median" | "p95";

const PATHS: Readonly<Record<MarkKind, string>> = {
  block: path(symbolTimes, 90),
  record: path(symbolDiamond, 80),
  end: path(symbolSquare, 60),
  median: "M0,-9V9",
  p95: "M0,-9V9",
};

/** Path of a dot in a distribution. */
export const DOT = path(symbolCircle, 42);

/** A mark around the origin, to be moved by its parent. */
export function Mark({ kind }: { readonly kind: MarkKind }): VNode {
  return <path d={PATHS[kind]} class={`mark mark-${kind}`} />;
}

function path(kind: Parameters<typeof symbol>[0], area: number): string {
  // Three decimals of the library are two more than anybody sees.
  return (symbol(kind, area)() ?? "").replace(
    /\d+\.\d+/g,
    (number) => String(Math.round(Number(number) * 10) / 10),
  );
}
