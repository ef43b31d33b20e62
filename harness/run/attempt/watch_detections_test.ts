import { assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import type { Detection } from "../../model/detection.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import { createFakeRun, demonstrationEntry, type FakeRun } from "../../testing/fake_run.ts";
import { type DeviceScript, GARBLED, TIMED_OUT } from "../../testing/scripted_device.ts";
import { enterListing, openBook, type RunBook } from "./run_book.ts";
import { watchDetections, type WatchPlan } from "./watch_detections.ts";

const KILLED: ChildRecord = {
  pid: 7,
  exitCode: null,
  signal: "SIGKILL",
  signalledByUs: false,
  durationMs: 400,
};
interface Case {
  readonly device?: Partial<DeviceScript>;
  /** When the trigger ends, and whether that counts as blocked. */
  readonly endsMs?: number;
  readonly isBlocked?: boolean;
  /** When entries show up in the list. */
  readonly recorded?: readonly { readonly atMs: number; readonly entry: Detection }[];
  readonly plan?: Partial<WatchPlan>;
}

interface Watched {
  readonly run: FakeRun;
  readonly book: RunBook;
  readonly seen: readonly number[];
  readonly tookMs: number;
  readonly listings: number;
  readonly evidence: readonly string[];
}

async function watch(
  { device, endsMs = 400, isBlocked = true, recorded = [], plan = {} }: Case,
): Promise<Watched> {
  const run = createFakeRun({ device: device ?? {} });
  const { clock } = run;
  const book = openBook(run);
  await clock.run(enterListing(run, book));
  const startedAtMs = clock.monotonicMs();
  for (const { atMs, entry } of recorded) clock.after(atMs, () => run.device.record(entry));
  const seen: number[] = [];
  const evidence = await clock.run(watchDetections(run, book, {
    match: { name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" },
    startedAtMs,
    deadlineMs: 30_000,
    graceMs: 30_000,
    isControl: false,
    isBlocked: () => isBlocked,
    ended: clock.sleep(endsMs).then(() => [KILLED]),
    signal: new AbortController().signal,
    onSeen: (_detection, afterMs) => seen.push(afterMs),
    ...plan,
  }));
  const listings = run.trace.steps.filter((step) => step === "ask list").length - 1;
  return { run, book, seen, tookMs: clock.monotonicMs() - startedAtMs, listings, evidence };
}

const recordedAt = (atMs: number, entry: Partial<Detection> = {}) => [
  { atMs, entry: { ...demonstrationEntry("a1", atMs), ...entry } },
];

Deno.test("watchDetections() gives the moment of the first listing that shows the entry, asking after four times its time", async () => {
  const { seen, tookMs } = await watch({ recorded: recordedAt(700) });
  assertEquals(seen.length, 1);
  assertGreaterOrEqual(seen[0] ?? 0, 700);
  assertLess(seen[0] ?? Infinity, 700 + 4 * 40 + 40 + 1);
  assertLess(tookMs, 1000);
});

Deno.test("watchDetections() does not see what is dated before the trigger, but what is recorded again", async () => {
  const old = demonstrationEntry("a1", -86_400_000);
  const late = await watch({
    isBlocked: false,
    recorded: [{ atMs: 700, entry: demonstrationEntry("b2", -60_000) }],
  });
  assertEquals([late.seen, late.book.ledger.entries.length], [[], 1]);
  const again = await watch({
    device: { earlier: [old] },
    recorded: [{ atMs: 700, entry: demonstrationEntry("a1", 700) }],
  });
  assertEquals(again.seen.length, 1);
});

Deno.test("watchDetections() looks on for some seconds at a status that does not say stopped", async () => {
  const { tookMs, seen } = await watch({ recorded: recordedAt(700, { status: "active" }) });
  assertEquals(seen.length, 1);
  assertGreaterOrEqual(tookMs, 5_700);
  assertLess(tookMs, 7_000);
});

Deno.test("watchDetections() gives up at the deadline on a trigger that was not blocked, and asks once more then", async () => {
  const { tookMs, seen } = await watch({ endsMs: 5000, isBlocked: false });
  assertGreaterOrEqual(tookMs, 30_000);
  assertLess(tookMs, 31_000);
  assertEquals(seen, []);
});

Deno.test("watchDetections() goes on for the grace time when the trigger was blocked", async () => {
  const silent = await watch({ plan: { graceMs: 20_000 } });
  assertGreaterOrEqual(silent.tookMs, 50_000);
  assertLess(silent.tookMs, 51_000);
  const late = await watch({ recorded: [{ atMs: 41_000, entry: demonstrationEntry("a1", 400) }] });
  assertGreaterOrEqual(late.seen[0] ?? 0, 41_000);
  assertLess(late.tookMs, 42_000);
});

Deno.test("watchDetections() of a control ends with it, asking patiently", async () => {
  for (const recorded of [[], recordedAt(1000)]) {
    const { tookMs, listings } = await watch({
      endsMs: 5000,
      isBlocked: false,
      recorded,
      plan: { isControl: true },
    });
    assertGreaterOrEqual(tookMs, 5_000);
    assertLess(tookMs, 6_000);
    assertLess(listings, 5);
  }
});

Deno.test("watchDetections() asks an agent that fails or hangs until the deadline, and no longer", async () => {
  for (const problem of [GARBLED, TIMED_OUT]) {
    const { tookMs, seen } = await watch({
      device: { unreadable: (_question, nth) => nth > 1 ? problem : null },
    });
    assertEquals(seen, []);
    assertGreaterOrEqual(tookMs, 30_000);
    assertLess(tookMs, 41_000);
  }
});

Deno.test("watchDetections() sees the entry after any number of failures in between", async () => {
  const { seen } = await watch({
    device: { unreadable: (_question, nth) => nth > 1 && nth < 60 ? GARBLED : null },
    recorded: recordedAt(700),
  });
  assertEquals(seen.length, 1);
});

Deno.test("watchDetections() goes on after a failure in the grace time, since a later answer may show the entry", async () => {
  const { seen } = await watch({
    device: { unreadable: (_question, nth) => nth > 12 && nth < 16 ? GARBLED : null },
    recorded: [{ atMs: 10_000, entry: demonstrationEntry("a1", 400) }],
    plan: { deadlineMs: 2_000, graceMs: 20_000 },
  });
  assertGreaterOrEqual(seen[0] ?? 0, 10_000);
});

Deno.test("watchDetections() stops when it is interrupted, in the middle of a pause", async () => {
  const abort = new AbortController();
  const { promise: ended } = Promise.withResolvers<readonly ChildRecord[]>();
  const run = createFakeRun();
  run.clock.after(1234, () => abort.abort());
  await run.clock.run(watchDetections(run, openBook(run), {
    match: { name: "n", type: "t" },
    startedAtMs: 0,
    deadlineMs: 30_000,
    graceMs: 30_000,
    isControl: false,
    isBlocked: () => false,
    ended,
    signal: abort.signal,
    onSeen: () => {},
  }));
  assertLess(run.clock.monotonicMs(), 1400);
});

Deno.test("watchDetections() asks less often once nothing may happen any moment", async () => {
  const { listings, evidence } = await watch({ endsMs: 400, plan: { deadlineMs: 20_000, graceMs: 0 } });
  // 5.4 s with pauses of 160 ms, the rest of 500 ms, and 40 ms for each.
  assertLess(listings, 27 + 27 + 3);
  assertGreaterOrEqual(listings, 50);
  assertEquals(evidence.length, listings);
});
