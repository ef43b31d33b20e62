import { assertEquals } from "@std/assert";
import { type Behavior, followWrite, type Progress, type SeenWrite, type Writer } from "./follow_writes.ts";

const A = "/d/tmp/a.txt";
const B = "/d/tmp/b.txt";
const DEMONSTRATION: Behavior = { kind: "in-order", paths: [A, B] };

function writer(pid: number, ...targets: readonly string[]): Writer {
  return { pid, key: `${pid} bash ${pid}.sh`, targets };
}

/** Follows writes one after the other; the process ids of those who completed the behavior come out. */
function completedBy(writes: readonly SeenWrite[], behavior: Behavior = DEMONSTRATION): readonly number[] {
  let progress: Progress = new Map();
  return writes.flatMap((write) => {
    const followed = followWrite(progress, write, behavior);
    progress = followed.progress;
    return followed.completed.map(({ pid }) => pid);
  });
}

Deno.test("followWrite() finds one process that writes both files in order", () => {
  const both = writer(1, A, B);
  assertEquals(completedBy([{ path: A, writers: [both] }, { path: B, writers: [both] }]), [1]);
});

Deno.test("followWrite() stays quiet about one file only", () => {
  const one = writer(1, A);
  assertEquals(completedBy([{ path: A, writers: [one] }, { path: A, writers: [one] }]), []);
});

Deno.test("followWrite() stays quiet about two processes with one file each", () => {
  const writers = [writer(1, A), writer(2, B)];
  assertEquals(completedBy([{ path: A, writers }, { path: B, writers }]), []);
});

Deno.test("followWrite() stays quiet about other names", () => {
  const other = writer(1, "/d/tmp/x.txt", "/d/tmp/y.txt");
  assertEquals(
    completedBy([{ path: "/d/tmp/x.txt", writers: [other] }, { path: "/d/tmp/y.txt", writers: [other] }]),
    [],
  );
});

Deno.test("followWrite() stays quiet about the wrong order", () => {
  const reversed = writer(1, B, A);
  assertEquals(completedBy([{ path: B, writers: [reversed] }, { path: A, writers: [reversed] }]), []);
});

Deno.test("followWrite() forgets a process that is gone", () => {
  const before = writer(1, A, B);
  assertEquals(
    completedBy([{ path: A, writers: [before] }, { path: A, writers: [] }, { path: B, writers: [before] }]),
    [],
  );
});

Deno.test("followWrite() completes the behavior once for a process", () => {
  const both = writer(1, A, B);
  const writes = [A, B, A, B].map((path) => ({ path, writers: [both] }));
  assertEquals(completedBy(writes), [1]);
});

Deno.test("followWrite() tells two at the same time apart", () => {
  const writers = [writer(1, A, B), writer(2, A, B), writer(3, "/d/tmp/z.txt")];
  assertEquals(completedBy([{ path: A, writers }, { path: B, writers }]), [1, 2]);
});

Deno.test("followWrite() takes any first write when near misses count", () => {
  const writers = [writer(1, "/d/tmp/x.txt"), writer(2, A)];
  const writes = [{ path: "/d/tmp/x.txt", writers }, { path: "/d/tmp/x.txt", writers }];
  assertEquals(completedBy(writes, { kind: "any-write" }), [1]);
});
