// Blocks of which the truth is known, in the order in which a measurement takes them.
import { planBlocks } from "../../cost/plan_blocks.ts";
import type { RandomSource } from "../../cost/statistics/seeded_random.ts";
import type { Quad } from "../../cost/statistics/quads/quad.ts";
import type { Noise } from "./noises.ts";
import { UNTOLD_PLAN } from "../../model/record/untold.ts";

/** What a measurement is made of. */
export interface GeneratedTruth {
  readonly noise: Noise;
  readonly blocksPerArm: number;
  /** What behavior monitoring adds, as a share of what a block uses without it. */
  readonly added: number;
  readonly random: RandomSource;
}

/** Quads of blocks that use 1 without behavior monitoring. The order is drawn as the plan draws it. */
export function generateQuads({ noise, blocksPerArm, added, random }: GeneratedTruth): readonly Quad[] {
  const plan = { ...PLAN, blocksPerArm, seed: Math.floor(random() * 2 ** 32) };
  const planned = planBlocks(plan, ["idle"]).filter(({ phase }) => phase === "compare");
  const deviations = noise.draw(planned.length, random);
  const blocks = planned.map(({ arm, quad }, place) => {
    const isOn = arm === "on";
    return { quad, isOn, value: 1 + (deviations[place] ?? 0) + (isOn ? added : 0) };
  });
  return [...Map.groupBy(blocks, ({ quad }) => quad).values()].map((quad) =>
    quad.map(({ isOn, value }) => ({ isOn, value }))
  );
}

/** A plan of which only the number of blocks and the seed matter. */
export const PLAN = {
  arms: "off-on",
  workloads: [],
  blocksPerArm: 6,
  blockMs: 20_000,
  settleMs: 0,
  rateHz: 10,
  scale: 1,
  seed: 1,
  quick: false,
  budgets: [],
  ...UNTOLD_PLAN,
} as const;
