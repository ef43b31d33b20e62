// Long arithmetic in steps: it yields between them, and whoever drives it may do something else meanwhile.

/** Work that can pause. */
export type Steps<Result> = Generator<void, Result>;

/** All of it without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
