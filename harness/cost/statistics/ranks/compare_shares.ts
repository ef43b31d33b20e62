// Whether a share has fallen beyond chance.

/** How many of how many. */
interface Count {
  readonly passed: number;
  readonly total: number;
}

/**
 * One-sided p-value of Fisher's exact test: how likely so few or fewer of `now` pass when both have the same share.
 * Source: R. A. Fisher, Statistical Methods for Research Workers, 5th ed. (1934), §21.02.
 */
export function compareShares(before: Count, now: Count): number {
  const all = before.total + now.total;
  const passed = before.passed + now.passed;
  const least = Math.max(0, passed - before.total);
  let p = 0;
  for (let hits = least; hits <= now.passed; hits++) {
    p += Math.exp(
      logChoose(now.total, hits) + logChoose(before.total, passed - hits) - logChoose(all, passed),
    );
  }
  return Math.min(1, p);
}

function logChoose(count: number, chosen: number): number {
  let sum = 0;
  for (let index = 1; index <= chosen; index++) sum += Math.log((count - chosen + index) / index);
  return sum;
}
