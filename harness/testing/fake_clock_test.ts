import { assertEquals, assertRejects } from "@std/assert";
import { FakeClock, Stuck } from "./fake_clock.ts";

Deno.test("FakeClock wakes sleepers in the order of their times, not of their calls", async () => {
  const clock = new FakeClock();
  const woken: string[] = [];
  clock.after(300, () => woken.push("late"));
  clock.after(100, () => woken.push("early"));
  await clock.run(clock.sleep(1000));
  assertEquals([woken, clock.monotonicMs()], [["early", "late"], 1000]);
});

Deno.test("FakeClock ends a sleep when its signal aborts, and forgets the timer", async () => {
  const clock = new FakeClock();
  const abort = new AbortController();
  clock.after(50, () => abort.abort());
  await clock.run(clock.sleep(60_000, abort.signal));
  assertEquals([clock.monotonicMs(), clock.sleepers], [50, 0]);
});

Deno.test("FakeClock says when nothing is left that could happen", async () => {
  await assertRejects(() => new FakeClock().run(new Promise(() => {})), Stuck);
});

Deno.test("FakeClock passes on what the work throws", async () => {
  const clock = new FakeClock();
  const work = clock.sleep(10).then(() => {
    throw new RangeError("as planned");
  });
  await assertRejects(() => clock.run(work), RangeError, "as planned");
});
