import { assertEquals, assertGreaterOrEqual, assertLess, assertStringIncludes } from "@std/assert";
import type { Detection } from "../../model/detection.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import { createFakeRun, demonstrationEntry, type FakeRun } from "../../testing/fake_run.ts";
import { type DeviceScript, GARBLED, TIMED_OUT } from "../../testing/scripted_device.ts";
import { watchDetections, type WatchPlan, type WatchResult } from "./watch_detections.ts";

const KILLED: ChildRecord = {
  pid: 7,
  exitCode: null,
  signal: "SIGKILL",
  signalledByUs: false,
  durationMs: 400,
};
const OTHER: Detection = { ...demonstrationEntry("zz"), name: "Trojan:Other/Thing", type: "trojan" };

interface Case {
  readonly device?: Partial<DeviceScript>;
  /** When the trigger ends, and whether that counts as blocked. */
  readonly endsMs?: number;
  readonly isBlocked?: boolean;
  /** When entries show up in the list. */
  readonly recorded?: readonly { readonly atMs: number; readonly entry: Detection }[];
  /** When entries go away again. */
  readonly forgotten?: readonly { readonly atMs: number; readonly id: string }[];
  readonly plan?: Partial<WatchPlan>;
}

interface Watched {
  readonly run: FakeRun;
  readonly result: WatchResult;
  readonly seen: readonly (number | null)[];
  readonly tookMs: number;
  readonly listings: number;
}

async function watch(
  { device, endsMs = 400, isBlocked = true, recorded = [], forgotten = [], plan = {} }: Case,
): Promise<Watched> {
  const run = createFakeRun({ device: device ?? {} });
  const { clock } = run;
  for (const { atMs, entry } of recorded) clock.after(atMs, () => run.device.record(entry));
  for (const { atMs, id } of forgotten) clock.after(atMs, () => run.device.forget(id));
  const seen: number[] = [];
  const result = await clock.run(watchDetections(run, {
    before: device?.earlier ?? [],
    match: { name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" },
    startedAtMs: 0,
    deadlineMs: 30_000,
    graceMs: 30_000,
    quietMs: null,
    isBlocked: () => isBlocked,
    ended: clock.sleep(endsMs).then(() => [KILLED]),
    signal: new AbortController().signal,
    onSeen: (_detection, afterMs) => seen.push(afterMs),
    ...plan,
  }));
  const listings = run.trace.steps.filter((step) => step === "ask list").length;
  return { run, result, seen, tookMs: clock.monotonicMs(), listings };
}

const ids = ({ fits }: WatchResult) => fits.map(({ id }) => id);

Deno.test("watchDetections() gives the moment of the first listing that shows the entry, within 100 ms", async () => {
  const { result, seen } = await watch({ recorded: [{ atMs: 700, entry: demonstrationEntry("a1") }] });
  assertEquals(ids(result), ["a1"]);
  assertGreaterOrEqual(result.firstSeenMs ?? 0, 700);
  assertLess(result.firstSeenMs ?? Infinity, 700 + 100 + 40 + 1);
  assertEquals(seen, [result.firstSeenMs]);
});

Deno.test("watchDetections() looks on for a second after the first entry and sees a second actor's", async () => {
  const { result, seen } = await watch({
    recorded: [{ atMs: 700, entry: demonstrationEntry("a1") }, {
      atMs: 1500,
      entry: demonstrationEntry("b2"),
    }],
  });
  assertEquals(ids(result), ["a1", "b2"]);
  assertEquals(seen.length, 1);
});

Deno.test("watchDetections() does not take last week's entry for a new one, but one recorded again", async () => {
  const old = demonstrationEntry("a1");
  const stale = await watch({ device: { earlier: [old] }, isBlocked: false });
  assertEquals([ids(stale.result), stale.result.firstSeenMs], [[], null]);
  const again = { ...old, detectedAt: "2026-01-05T05:00:00" };
  const reused = await watch({ device: { earlier: [old] }, recorded: [{ atMs: 700, entry: again }] });
  assertEquals(reused.result.fits, [again]);
});

Deno.test("watchDetections() keeps other new entries apart", async () => {
  const { result } = await watch({
    recorded: [{ atMs: 300, entry: OTHER }, { atMs: 700, entry: demonstrationEntry("a1") }],
  });
  assertEquals([ids(result), result.others], [["a1"], [OTHER]]);
});

Deno.test("watchDetections() keeps an entry that was seen and went away again", async () => {
  const { result } = await watch({
    endsMs: 5000,
    recorded: [{ atMs: 700, entry: demonstrationEntry("a1") }],
    forgotten: [{ atMs: 2000, id: "a1" }],
  });
  assertEquals(ids(result), ["a1"]);
});

Deno.test("watchDetections() counts two entries that were never listed together", async () => {
  const { result } = await watch({
    endsMs: 5000,
    recorded: [{ atMs: 700, entry: demonstrationEntry("a1") }, {
      atMs: 3000,
      entry: demonstrationEntry("b2"),
    }],
    forgotten: [{ atMs: 2000, id: "a1" }],
  });
  assertEquals(ids(result).toSorted(), ["a1", "b2"]);
});

Deno.test("watchDetections() counts an entry once whose time the agent corrects", async () => {
  const first = demonstrationEntry("a1");
  const { result } = await watch({
    endsMs: 5000,
    recorded: [{ atMs: 700, entry: first }, {
      atMs: 2000,
      entry: { ...first, detectedAt: "2026-01-05T04:00:09" },
    }],
    forgotten: [{ atMs: 1900, id: "a1" }],
  });
  assertEquals(ids(result), ["a1"]);
});

Deno.test("watchDetections() gives up at the deadline on a trigger that was not blocked, and asks once more then", async () => {
  const { tookMs, result } = await watch({ endsMs: 5000, isBlocked: false });
  assertGreaterOrEqual(tookMs, 30_000);
  assertLess(tookMs, 31_000);
  assertEquals(result.firstSeenMs, null);
});

Deno.test("watchDetections() goes on for the grace time when the trigger was blocked", async () => {
  const silent = await watch({ plan: { graceMs: 20_000 } });
  assertGreaterOrEqual(silent.tookMs, 50_000);
  assertLess(silent.tookMs, 51_000);
  const late = await watch({ recorded: [{ atMs: 41_000, entry: demonstrationEntry("a1") }] });
  assertGreaterOrEqual(late.result.firstSeenMs ?? 0, 41_000);
  assertLess(late.tookMs, 44_000);
});

Deno.test("watchDetections() of a control waits for the quiet time after its end, asking patiently", async () => {
  const { tookMs, listings } = await watch({ endsMs: 5000, isBlocked: false, plan: { quietMs: 5000 } });
  assertGreaterOrEqual(tookMs, 10_000);
  assertLess(tookMs, 11_000);
  assertLess(listings, 23);
});

Deno.test("watchDetections() of a control ends as soon as it ran out and an entry was seen", async () => {
  const { tookMs, result } = await watch({
    endsMs: 5000,
    plan: { quietMs: 5000 },
    recorded: [{ atMs: 1000, entry: demonstrationEntry("a1") }],
  });
  assertLess(tookMs, 6000);
  assertEquals(ids(result), ["a1"]);
});

Deno.test("watchDetections() gives an agent up that failed three times in a row, and says why", async () => {
  const { result, listings, tookMs } = await watch({ device: { unreadable: () => GARBLED } });
  assertEquals([listings, result.unreadable], [3, GARBLED.message]);
  assertLess(tookMs, 1000);
});

Deno.test("watchDetections() forgives two failures in a row", async () => {
  const { result } = await watch({
    device: { unreadable: (_question, nth) => nth <= 2 ? GARBLED : null },
    recorded: [{ atMs: 700, entry: demonstrationEntry("a1") }],
  });
  assertEquals([ids(result), result.unreadable], [["a1"], null]);
});

Deno.test("watchDetections() ends at once when the agent lets a question time out", async () => {
  const { result, listings } = await watch({ device: { unreadable: () => TIMED_OUT } });
  assertEquals(listings, 1);
  assertStringIncludes(result.unreadable ?? "", "No answer");
});

Deno.test("watchDetections() says unreadable when the last listing was, whatever was seen before", async () => {
  const { result } = await watch({
    device: { unreadable: (_question, nth) => nth > 10 ? GARBLED : null },
    recorded: [{ atMs: 700, entry: demonstrationEntry("a1") }],
  });
  assertEquals([ids(result), result.unreadable], [["a1"], GARBLED.message]);
});

Deno.test("watchDetections() stops when it is interrupted, in the middle of a pause", async () => {
  const abort = new AbortController();
  const { promise: ended } = Promise.withResolvers<readonly ChildRecord[]>();
  const run = createFakeRun();
  run.clock.after(1234, () => abort.abort());
  await run.clock.run(watchDetections(run, {
    before: [],
    match: { name: "n", type: "t" },
    startedAtMs: 0,
    deadlineMs: 30_000,
    graceMs: 30_000,
    quietMs: null,
    isBlocked: () => false,
    ended,
    signal: abort.signal,
    onSeen: () => {},
  }));
  assertLess(run.clock.monotonicMs(), 1400);
});

Deno.test("watchDetections() asks less often once nothing may happen any moment", async () => {
  const { listings } = await watch({ endsMs: 400, plan: { deadlineMs: 20_000, graceMs: 0 } });
  // 5.4 s at 100 ms, the rest at 500 ms.
  assertLess(listings, 54 + 30 + 3);
  assertGreaterOrEqual(listings, 75);
});

Deno.test("watchDetections() keeps the evidence of every listing", async () => {
  const { result, listings } = await watch({ recorded: [{ atMs: 700, entry: demonstrationEntry("a1") }] });
  assertEquals(result.evidence.length, listings);
});
