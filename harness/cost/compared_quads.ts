// Which blocks are compared with which: whole quads whose blocks are all usable and met the machine in the same state.
import type { BlockRecord } from "../model/record/measurement.ts";
import { stateProblems } from "./sampling/machine_state.ts";

/** Blocks of one workload that are compared with each other, in the order measured. */
export type BlockQuad = readonly BlockRecord[];

/** A quad that says nothing, and why. */
export interface LeftOutQuad {
  readonly workload: string;
  readonly quad: number;
  readonly why: string;
}

/** What may be compared, and what may not. */
export interface ComparedQuads {
  readonly quads: readonly BlockQuad[];
  readonly leftOut: readonly LeftOutQuad[];
}

/** Sorts the quads of a measurement, those of the A/A stretch by `phase`. One bad block costs its quad, nothing else. */
export function comparedQuads(
  blocks: readonly BlockRecord[],
  phase: "compare" | "null" = "compare",
): ComparedQuads {
  const inQuads = blocks.filter((block) => block.phase === phase && block.quad !== null);
  const states = blocks.filter(({ usable }) => usable).flatMap(statesOf);
  const quads: BlockQuad[] = [];
  const leftOut: LeftOutQuad[] = [];
  const byQuad = Map.groupBy(inQuads, ({ workload, quad }) => JSON.stringify([workload, quad]));
  for (const group of byQuad.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const why = problemsOf(group, states);
    if (why.length === 0) quads.push(group);
    else leftOut.push({ workload: first.workload, quad: first.quad ?? 0, why: [...new Set(why)].join("; ") });
  }
  return { quads, leftOut };
}

/** Left-out quads in words, workloads with the same fate together. */
export function leftOutInWords(leftOut: readonly LeftOutQuad[]): readonly string[] {
  return [...Map.groupBy(leftOut, ({ quad, why }) => `Quad ${quad + 1} was left out: ${why}`)].map(
    ([words, same]) => `${words} (${same.map(({ workload }) => workload).join(", ")})`,
  );
}

function problemsOf(group: BlockQuad, states: readonly BlockRecord["machine"][]): readonly string[] {
  const halves = Map.groupBy(group, ({ arm, half }) => `${arm} ${half}`);
  const [first, second, ...more] = [...halves.values()].map(({ length }) => length);
  return [
    ...(first === second && more.length === 0 ? [] : ["it was not measured to its end"]),
    ...group.flatMap((block) =>
      (block.usable
        ? statesOf(block).flatMap((state) => stateProblems(state, states))
        : [block.problem ?? "it is not usable"])
        .map((why) => `block ${block.index}: ${why}`)
    ),
  ];
}

/** What the machine was like around a block. */
function statesOf({ machine, machineBefore }: BlockRecord): readonly BlockRecord["machine"][] {
  return machineBefore === null ? [machine] : [machineBefore, machine];
}
