// Binary property list → tree (the format of Apple's CFBinaryPList.c). Objects are shared by reference, so a small file
// can describe an endless or exploding tree: each object is read once, and what the tree comes to is counted first.
import { HarnessError } from "../../model/harness_error.ts";
import { MAX_PROFILE_BYTES, MAX_PROFILE_DEPTH, tooDeep } from "../words/limits.ts";
import { type DictEntry, NOWHERE, type ProfileNode } from "../words/profile_node.ts";

const TRAILER_BYTES = 32;
/**
 * What a value comes to beside its content: about what the linter needs for one. A profile has some hundred values; so
 * 160,000 are read at most, which takes less than 100 MB and a second.
 */
const VALUE_BYTES = 64;
/** Texts of this type are ASCII, which UTF-8 holds, and the decoder of which is at hand. */
const ASCII = new TextDecoder();
const EPOCH_2001_MS = Date.UTC(2001, 0, 1);

/**
 * Reads a binary property list (`bplist00`). Places are `NOWHERE`: there is no text.
 *
 * @throws HarnessError `profile/unreadable` when it is damaged, cyclic or unfolds to too much, `profile/too-deep`.
 */
export function readBinaryPlist(bytes: Uint8Array, fileName: string): ProfileNode {
  try {
    return readObjects(bytes, fileName);
  } catch (thrown) {
    // A DataView throws RangeError for what lies outside of the file, and Date for a time that is none.
    if (!(thrown instanceof RangeError)) throw thrown;
    throw damaged(fileName, "a value in it lies outside of it, or is none", thrown);
  }
}

function damaged(fileName: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError(
    "profile/unreadable",
    `Cannot read binary property list "${fileName}": ${why}`,
    { hint: 'Run "plutil -lint FILE" on a Mac, and fetch the file again', cause },
  );
}

function readObjects(bytes: Uint8Array, fileName: string): ProfileNode {
  const fail = (why: string): never => {
    throw damaged(fileName, why);
  };
  const trailer = bytes.byteLength - TRAILER_BYTES;
  if (trailer < 8) fail("it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsetWidth = view.getUint8(trailer + 6);
  const referenceWidth = view.getUint8(trailer + 7);
  const objectCount = uintAt(view, trailer + 8, 8);
  const table = uintAt(view, trailer + 24, 8);
  if (table + objectCount * offsetWidth > trailer) fail("its table of objects lies outside of it");
  // Of each object that was read: what it is, what it comes to with every shared object below it written out, and its
  // height. Lists of numbers, because a small file can have a hundred thousand objects.
  const nodes: (ProfileNode | undefined)[] = [];
  const sizes = new Float64Array(objectCount);
  const heights = new Uint8Array(objectCount);
  const open = new Set<number>();

  function read(index: number, depth: number): ProfileNode {
    if (index >= objectCount) fail("an object in it lies outside of it");
    const known = nodes[index];
    if (depth + (heights[index] ?? 0) > MAX_PROFILE_DEPTH) throw tooDeep(fileName);
    if (known !== undefined) return known;
    if (open.has(index)) fail("an object contains itself");
    open.add(index);
    let sizeBytes = VALUE_BYTES;
    let height = 0;
    const { type, count, start } = markerAt(view, uintAt(view, table + index * offsetWidth, offsetWidth));
    const child = (position: number): ProfileNode => {
      const below = uintAt(view, start + position * referenceWidth, referenceWidth);
      const node = read(below, depth + 1);
      sizeBytes += sizes[below] ?? 0;
      height = Math.max(height, (heights[below] ?? 0) + 1);
      if (sizeBytes > MAX_PROFILE_BYTES) fail("it unfolds to more than a profile may be large");
      return node;
    };
    const raw = (byteCount: number): Uint8Array => {
      if (start + byteCount > bytes.byteLength) fail("a text in it is cut short");
      sizeBytes += byteCount;
      return bytes.subarray(start, start + byteCount);
    };
    let node = scalarOf({ type, count, start }, view) ?? textOf(type, count, raw);
    if (type === 0xa) {
      const items: ProfileNode[] = [];
      for (let position = 0; position < count; position++) items.push(child(position));
      node = { kind: "array", span: NOWHERE, items };
    }
    if (type === 0xd) {
      const entries: DictEntry[] = [];
      for (let position = 0; position < count; position++) {
        const key = child(position);
        if (key.kind !== "string") return fail("a key in it is no text");
        const value = child(count + position);
        entries.push({ key: key.value, keySpan: NOWHERE, value, span: NOWHERE });
      }
      node = { kind: "dict", span: NOWHERE, inner: NOWHERE, entries };
    }
    open.delete(index);
    sizes[index] = sizeBytes;
    heights[index] = height;
    return nodes[index] = node ?? fail("it holds a value that no profile has");
  }
  return read(uintAt(view, trailer + 16, 8), 1);
}

interface Marker {
  readonly type: number;
  /** Of a container its values, of a text its characters, of a number the logarithm of its bytes. */
  readonly count: number;
  readonly start: number;
}

function markerAt(view: DataView, offset: number): Marker {
  const marker = view.getUint8(offset);
  const type = marker >> 4;
  const count = marker & 0x0f;
  if (type < 4 || count < 0x0f) return { type, count, start: offset + 1 };
  const width = 1 << (view.getUint8(offset + 1) & 0x0f);
  return { type, count: uintAt(view, offset + 2, width), start: offset + 2 + width };
}

function scalarOf({ type, count, start }: Marker, view: DataView): ProfileNode | null {
  const span = NOWHERE;
  if (type === 0 && count === 0) return { kind: "null", span };
  if (type === 0 && (count === 8 || count === 9)) return { kind: "boolean", span, value: count === 9 };
  // Only integers of 8 bytes have a sign.
  if (type === 1 && count === 3) return { kind: "integer", span, value: Number(view.getBigInt64(start)) };
  if (type === 1) return { kind: "integer", span, value: uintAt(view, start, 1 << count) };
  if (type === 2 && count === 2) return { kind: "real", span, value: view.getFloat32(start) };
  if (type === 2 && count === 3) return { kind: "real", span, value: view.getFloat64(start) };
  if (type !== 3) return null;
  const date = new Date(EPOCH_2001_MS + view.getFloat64(start) * 1000);
  return { kind: "date", span, value: date.toISOString().replace(/\.\d+Z$/, "Z") };
}

function textOf(type: number, count: number, raw: (byteCount: number) => Uint8Array): ProfileNode | null {
  const span = NOWHERE;
  if (type === 4) return { kind: "data", span, value: raw(count).toBase64() };
  if (type === 5) return { kind: "string", span, value: ASCII.decode(raw(count)) };
  if (type === 6) return { kind: "string", span, value: new TextDecoder("utf-16be").decode(raw(2 * count)) };
  return null;
}

function uintAt(view: DataView, offset: number, width: number): number {
  if (width < 1 || width > 8) throw new RangeError(`there are no numbers of ${width} bytes`);
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + view.getUint8(offset + i);
  return value;
}
