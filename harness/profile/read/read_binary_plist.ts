// Binary property list → tree. The library does the decoding; before it, the object table is walked once, because
// a small file can describe an endless or exploding tree (objects are shared by reference).
import { HarnessError } from "../../model/harness_error.ts";
import { MAX_PROFILE_DEPTH, tooDeep } from "../words/limits.ts";
import { NOWHERE, type ProfileNode } from "../words/profile_node.ts";

/** Most values a binary profile may unfold to. */
const MAX_VALUES = 200_000;
const TRAILER_BYTES = 32;

/**
 * Reads a binary property list (`bplist00`). Places are `NOWHERE`: there is no text.
 *
 * @throws HarnessError `profile/unreadable` when it is damaged, cyclic or unfolds to too much, `profile/too-deep`.
 */
export async function readBinaryPlist(bytes: Uint8Array, fileName: string): Promise<ProfileNode> {
  const { parseBinary } = await import("plist");
  try {
    checkObjectGraph(bytes, fileName);
    return toNode(parseBinary(bytes));
  } catch (thrown) {
    if (thrown instanceof HarnessError) throw thrown;
    throw damaged(fileName, thrown instanceof Error ? thrown.message : "unknown fault", thrown);
  }
}

function damaged(fileName: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError(
    "profile/unreadable",
    `Cannot read binary property list "${fileName}": ${why.replace(/\.$/, "")}`,
    { hint: 'Run "plutil -lint FILE" on a Mac, and fetch the file again', cause },
  );
}

function checkObjectGraph(bytes: Uint8Array, fileName: string): void {
  if (bytes.byteLength < TRAILER_BYTES + 8) throw damaged(fileName, "it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const trailer = bytes.byteLength - TRAILER_BYTES;
  const offsetSize = view.getUint8(trailer + 6);
  const refSize = view.getUint8(trailer + 7);
  const objectCount = Number(view.getBigUint64(trailer + 8));
  const tableOffset = Number(view.getBigUint64(trailer + 24));
  if (objectCount > bytes.byteLength) throw damaged(fileName, "it claims more objects than it has bytes");
  const measured = new Map<number, Measure>();
  const visiting = new Set<number>();

  function measure(index: number, depth: number): Measure {
    const known = measured.get(index);
    if (depth + (known?.height ?? 0) > MAX_PROFILE_DEPTH) throw tooDeep(fileName);
    if (known !== undefined) return known;
    if (visiting.has(index)) throw damaged(fileName, "an object contains itself");
    visiting.add(index);
    let size = 1;
    let height = 0;
    const offset = readUint(view, tableOffset + index * offsetSize, offsetSize);
    for (const child of referencesAt(view, offset, refSize)) {
      const inner = measure(child, depth + 1);
      size += inner.size;
      height = Math.max(height, inner.height + 1);
      if (size > MAX_VALUES) throw damaged(fileName, `it unfolds to more than ${MAX_VALUES} values`);
    }
    visiting.delete(index);
    measured.set(index, { size, height });
    return { size, height };
  }
  measure(Number(view.getBigUint64(trailer + 16)), 1);
}

interface Measure {
  /** Values below and with this one, once every shared object is written out. */
  readonly size: number;
  readonly height: number;
}

function* referencesAt(view: DataView, offset: number, refSize: number): Generator<number> {
  const marker = view.getUint8(offset);
  const type = marker >> 4;
  if (type !== 0xa && type !== 0xd) return;
  let count = marker & 0x0f;
  let start = offset + 1;
  if (count === 0x0f) {
    const width = 1 << (view.getUint8(start) & 0x0f);
    count = readUint(view, start + 1, width);
    start += 1 + width;
  }
  const references = type === 0xd ? count * 2 : count;
  for (let i = 0; i < references; i++) yield readUint(view, start + i * refSize, refSize);
}

function readUint(view: DataView, offset: number, size: number): number {
  if (size < 1 || size > 8) throw new RangeError(`it uses numbers of ${size} bytes`);
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + view.getUint8(offset + i);
  return value;
}

function toNode(value: unknown): ProfileNode {
  const span = NOWHERE;
  if (value === null || value === undefined) return { kind: "null", span };
  if (typeof value === "string") return { kind: "string", span, value };
  if (typeof value === "boolean") return { kind: "boolean", span, value };
  if (typeof value === "number") return { kind: Number.isInteger(value) ? "integer" : "real", span, value };
  if (Array.isArray(value)) return { kind: "array", span, items: value.map(toNode) };
  if (value instanceof Date) {
    return { kind: "date", span, value: value.toISOString().replace(/\.\d+Z$/, "Z") };
  }
  if (value instanceof Uint8Array) return { kind: "data", span, value: value.toBase64() };
  const entries = Object.entries(value as Record<string, unknown>)
    .map(([key, inner]) => ({ key, keySpan: span, value: toNode(inner), span }));
  return { kind: "dict", span, inner: span, entries };
}
