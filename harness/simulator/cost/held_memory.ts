// Holds real memory: every page written, so that it counts as resident, and mapped on its own, so that it goes back to the
// system when it is given up. Ordinary buffers would stay in the allocator's hands.

const MIB = 1024 * 1024;
const WASM_PAGE_BYTES = 64 * 1024;
const PAGE_BYTES = 4096;
/** The collector lets go of a mapping only in a later round. */
const COLLECTIONS = 4;
const COLLECTION_PAUSE_MS = 100;

declare const gc: (() => void) | undefined;

/** Memory held in blocks. Giving back needs a program started with `--v8-flags=--expose-gc`. */
export class HeldMemory {
  #blocks: Uint8Array[] = [];
  #leaked: Uint8Array[] = [];

  /** Held now, what leaked included. */
  get bytes(): number {
    return sum(this.#blocks) + sum(this.#leaked);
  }

  /** Holds that much, rounded to MiB, beside what leaked. */
  hold(bytes: number): void {
    const wanted = Math.round(bytes / MIB) * MIB;
    const isLess = sum(this.#blocks) > wanted;
    while (sum(this.#blocks) > wanted) this.#blocks.pop();
    const missing = wanted - sum(this.#blocks);
    if (missing > 0) this.#blocks.push(writtenBlock(missing));
    if (isLess) collect(COLLECTIONS);
  }

  /** Takes so much in all that is never given back, in whole MiB. */
  leak(bytes: number): void {
    const missing = Math.floor((bytes - sum(this.#leaked)) / MIB) * MIB;
    if (missing > 0) this.#leaked.push(writtenBlock(missing));
  }
}

function sum(blocks: readonly Uint8Array[]): number {
  return blocks.reduce((total, { length }) => total + length, 0);
}

function collect(rounds: number): void {
  if (rounds === 0 || typeof gc !== "function") return;
  gc();
  setTimeout(() => collect(rounds - 1), COLLECTION_PAUSE_MS);
}

function writtenBlock(bytes: number): Uint8Array {
  const pages = bytes / WASM_PAGE_BYTES;
  const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const view = new DataView(buffer);
  // A different number in each page: equal pages may be merged or compressed away.
  for (let at = 0; at < bytes; at += PAGE_BYTES) view.setFloat64(at, Math.random());
  return new Uint8Array(buffer);
}
