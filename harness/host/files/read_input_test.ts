import { assertEquals, assertRejects } from "@std/assert";
import { readUpTo } from "./read_input.ts";

/** A source that gives `count` bytes in pieces of seven, and counts what it gave. */
function sourceOf(count: number): { read(into: Uint8Array): Promise<number | null>; given: number } {
  return {
    given: 0,
    read(into) {
      const size = Math.min(7, count - this.given, into.length);
      if (size === 0) return Promise.resolve(null);
      for (let at = 0; at < size; at++) into[at] = (this.given + at) % 251;
      this.given += size;
      return Promise.resolve(size);
    },
  };
}

Deno.test("readUpTo() gives all that comes, and takes no more of what never ends than it may", async () => {
  assertEquals([...await readUpTo(sourceOf(9), 9)], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assertEquals((await readUpTo(sourceOf(0), 0)).length, 0);
  const endless = sourceOf(Number.POSITIVE_INFINITY);
  await assertRejects(() => readUpTo(endless, 200_000), RangeError);
  assertEquals(endless.given, 200_001);
  assertEquals((await readUpTo(sourceOf(200_000), 200_000)).at(-1), 199_999 % 251);
});
