import { assertEquals } from "@std/assert";
import { FakeClock } from "../../testing/fake_clock.ts";
import { AgentRest, letDigest } from "./let_digest.ts";

const TIME = { shortestMs: 250, longestMs: 1000 } as const;

/** Waits beside an agent that uses these shares of a core, one look after the other. */
async function wait(
  percents: readonly (number | null)[],
  rest = new AgentRest(),
): Promise<{ readonly atRest: boolean | null; readonly waitedMs: number }> {
  const clock = new FakeClock();
  let look = 0;
  const feed = { recentCpuPercent: () => percents[look++] ?? null };
  const tools = { clock, feed, rest, signal: new AbortController().signal };
  let atRest: boolean | null = null;
  await clock.run(letDigest(tools, "on", TIME).then((came) => void (atRest = came)));
  return { atRest, waitedMs: clock.monotonicMs() };
}

Deno.test("letDigest() waits until the agent has finished, once it is known what rest is", async () => {
  const rest = new AgentRest();
  assertEquals(await wait([6], rest), { atRest: true, waitedMs: 250 });
  assertEquals(await wait([100, 90, 8], rest), { atRest: true, waitedMs: 750 });
});

Deno.test("letDigest() gives up on an agent that does not come to rest, and says so", async () => {
  const rest = new AgentRest();
  await wait([6], rest);
  assertEquals(await wait([100, 100, 100, 100, 100], rest), { atRest: false, waitedMs: 1000 });
});

Deno.test("letDigest() takes a use that was never lower for rest, in each arm by itself", async () => {
  assertEquals(await wait([80]), { atRest: true, waitedMs: 250 });
  const rest = new AgentRest();
  rest.holds("off", 6);
  assertEquals((await wait([60], rest)).atRest, true);
  assertEquals((await wait([85], rest)).atRest, true);
  assertEquals((await wait([95, 95, 95, 95, 95], rest)).atRest, false);
});

Deno.test("letDigest() waits no longer where readings do not tell", async () => {
  assertEquals(await wait([null]), { atRest: null, waitedMs: 250 });
});
