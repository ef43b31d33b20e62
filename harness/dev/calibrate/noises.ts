// How blocks of an agent vary when nobody changes anything, as shares of what a block uses.
import type { RandomSource } from "../../cost/statistics/seeded_random.ts";
import { drawNormal } from "../../testing/statistics/draw_normal.ts";

/** A kind of noise: deviations of so many blocks in a row. */
export interface Noise {
  readonly name: string;
  /** Whether blocks of a quad might as well have come in another order: then intervals can be exact. */
  readonly isExchangeable: boolean;
  readonly draw: (blocks: number, random: RandomSource) => readonly number[];
}

const DEVIATION = 0.1;
const CORRELATION = 0.9;
/** Over the whole measurement the agent comes to use half as much again, or half of it. */
const DRIFT = 0.5;
const STEP = 0.05;

/** All kinds. */
export const NOISES: readonly Noise[] = [
  { name: "iid", isExchangeable: true, draw: (blocks, random) => normals(blocks, DEVIATION, random) },
  {
    name: "AR 0.9",
    isExchangeable: false,
    draw(blocks, random) {
      let last = DEVIATION * drawNormal(random);
      const innovation = DEVIATION * Math.sqrt(1 - CORRELATION ** 2);
      return Array.from(
        { length: blocks },
        () => last = CORRELATION * last + innovation * drawNormal(random),
      );
    },
  },
  {
    name: "drift",
    isExchangeable: false,
    draw(blocks, random) {
      const towards = random() < 0.5 ? -DRIFT : DRIFT;
      return normals(blocks, DEVIATION, random).map((one, place) => one + towards * place / (blocks - 1));
    },
  },
  {
    name: "random walk",
    isExchangeable: false,
    draw(blocks, random) {
      let last = 0;
      return Array.from({ length: blocks }, () => last += STEP * drawNormal(random));
    },
  },
  {
    name: "heavy tails",
    isExchangeable: true,
    // Student's t with three degrees of freedom, whose standard deviation is √3.
    draw: (blocks, random) =>
      Array.from({ length: blocks }, () => {
        const square = drawNormal(random) ** 2 + drawNormal(random) ** 2 + drawNormal(random) ** 2;
        return DEVIATION / Math.sqrt(3) * drawNormal(random) / Math.sqrt(square / 3);
      }),
  },
  {
    name: "spikes",
    isExchangeable: true,
    draw: (blocks, random) =>
      normals(blocks, DEVIATION / 2, random).map((one) => random() < 0.1 ? one + 0.3 + 0.7 * random() : one),
  },
];

function normals(blocks: number, deviation: number, random: RandomSource): readonly number[] {
  return Array.from({ length: blocks }, () => deviation * drawNormal(random));
}
