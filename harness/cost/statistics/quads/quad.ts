// What is compared: blocks measured one after the other. Says also how many of them take which way of judging.

/** One block of a quad, in the order measured. */
export interface QuadBlock {
  readonly isOn: boolean;
  readonly value: number;
}

/** Blocks measured one after the other, as many with behavior monitoring on as off: A B B A, B A A B, or a last pair. */
export type Quad = readonly QuadBlock[];

/**
 * From this number of blocks in each arm on, labels change only within the two neighbours of each half quad: enough
 * of them are left for small p-values, and neighbours are alike even where a quad as a whole is not (random walk).
 */
export const NEIGHBOURS_FROM = 12;
/** Blocks in each arm up to which every labelling counts; beyond, the normal approximation. */
export const EXACT_UP_TO = 50;
/** More blocks in each arm are not asked for: what they say takes longer to derive than a person waits. */
export const MOST_BLOCKS = 200;

/** Whether as many blocks are on as off. */
export function isBalanced(quad: Quad): boolean {
  return quad.length > 0 && 2 * quad.filter(({ isOn }) => isOn).length === quad.length;
}
