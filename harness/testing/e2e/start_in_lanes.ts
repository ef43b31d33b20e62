// Many runs, a few at a time: they mostly wait, but more than a few make two cores late.

/** Runs `work` on every row, `lanes` of them at a time; an outcome that fails stops no other. */
export function startInLanes<Row, Outcome>(
  rows: readonly Row[],
  lanes: number,
  work: (row: Row) => Promise<Outcome>,
): ReadonlyMap<Row, Promise<Outcome>> {
  const ends: Promise<unknown>[] = Array.from({ length: lanes }, () => Promise.resolve());
  return new Map(rows.map((row, index) => {
    const lane = index % lanes;
    const outcome = (ends[lane] ?? Promise.resolve()).then(() => work(row));
    ends[lane] = outcome.catch(() => undefined);
    return [row, outcome];
  }));
}
