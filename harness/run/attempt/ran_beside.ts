// Which attempts ran beside each other: then an entry of the time of both may be of either.
import type { AttemptRecord } from "../../model/record/run_record.ts";
import { attemptLife } from "./attempt_life.ts";

interface Life {
  readonly at: number;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * For each attempt the places of those that ran beside it, in no order. Told by the times at which their triggers lived;
 * all others are seconds apart.
 */
export function ranBeside(attempts: readonly AttemptRecord[]): readonly (readonly number[])[] {
  const beside: number[][] = attempts.map(() => []);
  const lives = attempts.flatMap((attempt, at): readonly Life[] => {
    const life = attemptLife(attempt);
    return life === null ? [] : [{ at, ...life }];
  });
  let alive: readonly Life[] = [];
  for (const life of lives.toSorted((a, b) => a.startMs - b.startMs)) {
    alive = alive.filter(({ endMs }) => endMs >= life.startMs);
    for (const { at } of alive) {
      beside[at]?.push(life.at);
      beside[life.at]?.push(at);
    }
    alive = [...alive, life];
  }
  return beside;
}
