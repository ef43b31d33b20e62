// What a benchmark gives.

/** One measured figure. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it should not exceed, in the same unit. */
  readonly limit: number;
  readonly note: string;
  /** The same by what somebody would take instead, and what the machine itself takes; in the same unit. */
  readonly beside?: readonly Rival[];
}

/** What a figure is held against. */
export interface Rival {
  readonly what: string;
  /** Null when it is not on this machine. */
  readonly value: number | null;
  /** The command that installs it. */
  readonly install?: string;
}

/** `1.4 × jq, 3.0 × floor: a spawn; no pidstat (apt install sysstat)`. */
export function describeBeside({ value, unit, beside = [] }: Figure): string {
  return beside.map((rival) =>
    rival.value === null
      ? `no ${rival.what}${rival.install === undefined ? "" : ` (${rival.install})`}`
      : `${(value / rival.value).toFixed(2)} × ${rival.what} (${shortly(rival.value)} ${unit})`
  ).join(", ");
}

/** Two digits after the point where they say something. */
export function shortly(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 2 : 0);
}

/** The power of the size with which a cost grows: the slope through the points on two logarithmic axes. */
export function growthOf(points: readonly { readonly size: number; readonly cost: number }[]): number {
  const logs = points.map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(Math.max(cost, 1e-9)) }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(logs.map(({ x }) => x)), mean(logs.map(({ y }) => y))];
  const across = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return across / logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
