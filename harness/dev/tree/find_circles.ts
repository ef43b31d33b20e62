// Finds files that import each other in a circle. A circle of types counts: neither file can be read without the other.

import type { Source } from "./read_source.ts";

/** Circles as the paths along them, the first repeated at the end; every file of a circle is in one of those told. */
export function findCircles(sources: readonly Source[]): readonly (readonly string[])[] {
  const imports = new Map(sources.map(({ path, uses }) => [path, uses.map((use) => use.path)]));
  const circles: string[][] = [];
  const told = new Set<string>();
  for (const path of [...imports.keys()].sort()) {
    const circle = told.has(path) ? null : shortestWayBack(path, imports);
    if (circle === null) continue;
    for (const one of circle) told.add(one);
    circles.push(circle);
  }
  return circles;
}

function shortestWayBack(start: string, imports: ReadonlyMap<string, readonly string[]>): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const at of queue) {
    for (const next of imports.get(at) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      if (next !== start) queue.push(next);
    }
  }
  let at = cameFrom.get(start);
  if (at === undefined) return null;
  const way = [start];
  for (; at !== undefined && at !== start; at = cameFrom.get(at)) way.unshift(at);
  return [start, ...way];
}
