// What a benchmark gives.

/** One measured figure. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it should not exceed, in the same unit. */
  readonly limit: number;
  readonly note: string;
}
