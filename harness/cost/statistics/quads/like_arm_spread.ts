// How much blocks of the same arm differ within their quads: the null that every measurement brings along.
import type { Quad } from "./quad.ts";
import { studentQuantile } from "../student_quantile.ts";

/** What blocks that were measured alike tell of chance. */
export interface LikeArmSpread {
  /** Standard error of a difference between two arms of so many blocks. */
  readonly error: number;
  /** Differences behind it: its degrees of freedom. */
  readonly differences: number;
  /** The shift between equal arms that chance exceeds with probability `alpha`. */
  readonly shift: number;
}

/**
 * From the differences of the two blocks of each arm in a quad, which behavior monitoring cannot cause. `nulls` are
 * quads of an A/A stretch. Null with fewer than two.
 */
export function likeArmSpread(
  quads: readonly Quad[],
  { alpha, nulls = [] }: { readonly alpha: number; readonly nulls?: readonly Quad[] },
): LikeArmSpread | null {
  const perArm = quads.flat().length / 2;
  const differences = [...quads, ...nulls].flatMap(likeArmDifferences);
  if (differences.length < 2 || perArm === 0) return null;
  const square = differences.reduce((sum, one) => sum + one ** 2, 0) / differences.length;
  const error = Math.sqrt(square / perArm);
  return {
    error,
    differences: differences.length,
    shift: studentQuantile(1 - alpha / 2, differences.length) * error,
  };
}

function likeArmDifferences(quad: Quad): readonly number[] {
  return [true, false].flatMap((wanted) => {
    const [first, second, ...more] = quad.filter(({ isOn }) => isOn === wanted);
    return first === undefined || second === undefined || more.length > 0 ? [] : [second.value - first.value];
  });
}
