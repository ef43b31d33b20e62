// What the sampler program needs of a system, whichever it is.
import type { ProcessSource } from "../sampler.ts";

/** Readings of processes with the clocks beside them. */
export interface OpenSource {
  readonly source: ProcessSource;
  readonly selfCheck: string;
  /** Why instructions and cycles are not counted; null where they are. */
  readonly noCounts: string | null;
  ownCpuMs(): number;
  /** A clock that goes on while the machine sleeps; null where there is none. */
  bootMs(): number | null;
  readonly poll: Poll;
}

/** `poll` of the system: waits for input, at most so long. */
export type Poll = (request: Int32Array<ArrayBuffer>, timeoutMs: number) => number;

/** A text as C takes it. */
export function cString(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${text}\0`);
}
