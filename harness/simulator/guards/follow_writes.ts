// Who has done how much of the behavior. Pure: a write and the processes that may have done it in, the processes that
// completed the behavior with it out.

/** A shell that is alive and whose script writes files below the device. */
export interface Writer {
  readonly pid: number;
  /** Tells it from a later process with the same number. */
  readonly key: string;
  /** Paths that its script writes. */
  readonly targets: readonly string[];
}

/** What counts as the behavior. */
export type Behavior =
  /** One process writes all these files, in this order. */
  | { readonly kind: "in-order"; readonly paths: readonly string[] }
  /** One process writes any one file. */
  | { readonly kind: "any-write" };

/** Steps done so far, by the key of the writer. */
export type Progress = ReadonlyMap<string, number>;

/** A write that was seen. */
export interface SeenWrite {
  readonly path: string;
  /** All writers alive when the process table was taken, whatever they write. */
  readonly writers: readonly Writer[];
}

/** Progress after a write, and who completed the behavior with it. */
interface Followed {
  readonly progress: Progress;
  readonly completed: readonly Writer[];
}

/** Follows one write. Writers that are gone are forgotten: what they did is not added to what others do. */
export function followWrite(progress: Progress, { path, writers }: SeenWrite, behavior: Behavior): Followed {
  const after = new Map<string, number>();
  const completed: Writer[] = [];
  const length = behavior.kind === "in-order" ? behavior.paths.length : 1;
  for (const writer of writers) {
    const done = progress.get(writer.key) ?? 0;
    const isNext = behavior.kind === "any-write" ? done === 0 : behavior.paths[done] === path;
    const now = isNext && writer.targets.includes(path) ? done + 1 : done;
    if (now > 0) after.set(writer.key, now);
    if (now > done && now === length) completed.push(writer);
  }
  return { progress: after, completed };
}
