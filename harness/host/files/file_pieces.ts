// A file in pieces, through one buffer.

const PIECE_BYTES = 256 * 1024;

/** The bytes of a file, in order. A piece is valid until the next one is asked for. */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array> {
  using file = await Deno.open(path);
  const { size } = await file.stat();
  // One more than there is: then one reading takes a small file, and the next finds its end.
  const buffer = new Uint8Array(Math.min(PIECE_BYTES, size + 1));
  for (let count = await file.read(buffer); count !== null; count = await file.read(buffer)) {
    yield buffer.subarray(0, count);
  }
}
