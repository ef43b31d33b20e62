// A number with what is known of its error.

/** A value with the ends of its interval; null ends where the values are too few for the confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}
