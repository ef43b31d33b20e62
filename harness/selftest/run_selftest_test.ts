import { assertEquals, assertRejects } from "@std/assert";
import { recordedTrial } from "../testing/recorded_trial.ts";
import { type Assumption, confirmed, type Finding, refuted, untested } from "./assumption.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { answerOf } from "./read_output.ts";
import { runSelftest, undermines } from "./run_selftest.ts";

function assumption(changes: Partial<Assumption>): Assumption {
  return {
    id: "any",
    belief: "b",
    method: "m",
    source: "s",
    verdictsRestOnIt: true,
    needs: "machine",
    platform: null,
    probe: () => Promise.resolve(confirmed("yes")),
    ...changes,
  };
}

async function statusOf(
  changes: Partial<Assumption>,
  { trial = recordedTrial({}) } = {},
): Promise<Finding["status"]> {
  const [probed] = await runSelftest(trial, [assumption(changes)]);
  return probed?.finding.status ?? "untested";
}

const AGENT = { path: "/usr/local/bin/mdatp", root: null };

Deno.test("runSelftest() probes nothing of another system, without an agent, or without consent", async () => {
  const mustNot: Partial<Assumption> = { probe: () => Promise.reject(new Error("probed")) };
  assertEquals(await statusOf({ ...mustNot, platform: "linux" }), "untested");
  assertEquals(await statusOf({ ...mustNot, needs: "agent" }), "untested");
  const trial = recordedTrial({}, { agent: AGENT });
  assertEquals(await statusOf({ ...mustNot, needs: "consent" }, { trial }), "untested");
  const never = () => Promise.reject(new Error("asked"));
  const change = {
    device: { readBehaviorMonitoring: never, change: never },
    clock: { sleep: never },
    journal: { open: never },
  };
  const allowed = recordedTrial({}, { agent: AGENT, change });
  assertEquals(await statusOf({ needs: "consent" }, { trial: allowed }), "confirmed");
});

Deno.test("runSelftest() says of what no program can try what a person does to see it", async () => {
  const byRuns = assumption({ needs: "agent", probe: null, method: "verify it" });
  const [probed] = await runSelftest(recordedTrial({}, { agent: AGENT }), [byRuns]);
  assertEquals(probed?.finding, untested("No program shows it: verify it"));
});

Deno.test("runSelftest() begins nothing more after a signal, and says so", async () => {
  const stop = new AbortController();
  const stopping = assumption({ probe: () => (stop.abort(), Promise.resolve(confirmed("yes"))) });
  const probed = await runSelftest(recordedTrial({}), [stopping, assumption({})], stop.signal);
  assertEquals(probed.map(({ finding }) => finding.status), ["confirmed", "untested"]);
});

Deno.test("runSelftest() asks a simulated agent on any system", async () => {
  const trial = recordedTrial({}, { agent: AGENT, platform: "linux" });
  assertEquals(await statusOf({ needs: "agent", platform: "darwin" }, { trial }), "confirmed");
});

Deno.test("runSelftest() calls a program that is not there refuted, and passes on what nobody expected", async () => {
  assertEquals(await statusOf({ probe: answerOf(["/usr/bin/nothing"], () => "") }), "refuted");
  await assertRejects(() => statusOf({ probe: () => Promise.reject(new TypeError("ours")) }), TypeError);
});

Deno.test("undermines() is true only of what is refuted and what verdicts rest on", () => {
  const of = (finding: Finding, verdictsRestOnIt: boolean) =>
    undermines({ assumption: assumption({ verdictsRestOnIt }), finding });
  assertEquals(of(refuted("no"), true), true);
  assertEquals(of(refuted("no"), false), false);
  assertEquals(of(untested("why"), true), false);
  assertEquals(of(confirmed("yes"), true), false);
});

Deno.test("every assumption has an id of its own and says what, how and from where", () => {
  assertEquals(new Set(ASSUMPTIONS.map(({ id }) => id)).size, ASSUMPTIONS.length);
  for (const { id, belief, method, source } of ASSUMPTIONS) {
    assertEquals([/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id), belief, method, source].every(Boolean), true, id);
  }
});
