import { assert, assertEquals } from "@std/assert";
import { FakeClock } from "../../testing/fake_clock.ts";
import type { Steps } from "../../cost/steps.ts";
import { driveSteps } from "./drive_steps.ts";

/** Arithmetic of so many steps, each of which takes 15 ms. */
function work(
  clock: FakeClock,
  steps: number,
): { readonly steps: Steps<string>; readonly done: () => number } {
  let done = 0;
  let nowMs = 0;
  clock.monotonicMs = () => nowMs;
  return {
    done: () => done,
    steps: (function* () {
      for (; done < steps; done++) {
        nowMs += 15;
        yield;
      }
      return "result";
    })(),
  };
}

Deno.test("driveSteps() gives the result, and pauses every second step of 15 ms", async () => {
  const clock = new FakeClock();
  const { steps } = work(clock, 10);
  let pauses = 0;
  const counting = Object.assign(Object.create(clock), { sleep: () => Promise.resolve(void pauses++) });
  const result = await driveSteps(steps, { clock: counting, signal: new AbortController().signal });
  assertEquals([result, pauses], ["result", 5]);
});

Deno.test("driveSteps() stops where a signal comes in a pause", async () => {
  const clock = new FakeClock();
  const { steps, done } = work(clock, 1000);
  const controller = new AbortController();
  const stopping = Object.assign(Object.create(clock), { sleep: () => Promise.resolve(controller.abort()) });
  assertEquals(await driveSteps(steps, { clock: stopping, signal: controller.signal }), null);
  assert(done() < 5, `${done()} steps after the signal`);
});
