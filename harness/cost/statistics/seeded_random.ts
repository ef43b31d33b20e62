// A random source that gives the same numbers for the same seed. Never for secrets.

/** Draws a number from 0 (inclusive) to 1 (exclusive). */
export type RandomSource = () => number;

/**
 * A seeded source with a period of 2³².
 * Source: T. Ettinger, mulberry32 (2017, public domain); passes gjrand's tests.
 */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
