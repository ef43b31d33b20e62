// Holds real memory: every page written, so that it counts as resident.

const CHUNK_BYTES = 1024 * 1024;
const PAGE_BYTES = 4096;

declare const gc: (() => void) | undefined;

/** Memory held in chunks of 1 MiB. Giving back needs a program started with `--v8-flags=--expose-gc`. */
export class HeldMemory {
  #chunks: Uint8Array[] = [];

  /** Held now. */
  get bytes(): number {
    return this.#chunks.length * CHUNK_BYTES;
  }

  /** Holds that much, to the chunk. */
  hold(bytes: number): void {
    const wanted = Math.round(bytes / CHUNK_BYTES);
    while (this.#chunks.length < wanted) this.#chunks.push(writtenChunk(this.#chunks.length));
    if (this.#chunks.length === wanted) return;
    this.#chunks = this.#chunks.slice(0, wanted);
    if (typeof gc === "function") gc();
  }
}

function writtenChunk(seed: number): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES);
  // A different number in each page: equal pages may be merged or compressed away.
  for (let at = 0; at < CHUNK_BYTES; at += PAGE_BYTES) {
    new DataView(chunk.buffer).setFloat64(at, Math.sin(seed + at));
  }
  return chunk;
}
