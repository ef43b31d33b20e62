import { assert, assertEquals } from "@std/assert";
import { foldRun } from "../model/record/fold.ts";
import { UNTOLD_PLAN } from "../model/record/untold.ts";
import { FakeMachine } from "../testing/fake_machine.ts";
import { fakeMeasureRequest } from "../testing/fake_measure_request.ts";
import { measureRun } from "../run/measure_run.ts";
import { differences, type RecordedMeasurement, rederiveMeasurement } from "./rederive_measurement.ts";
import { readStoredTicks } from "./sampling/stored_ticks.ts";

/** A measurement with a quad on battery, as it is read from its bundle. */
async function measured(): Promise<
  { readonly then: RecordedMeasurement; readonly samples: readonly string[] }
> {
  const machine = new FakeMachine({ addedCpu: 20, onBatteryFromMs: 30_000 });
  const plan = { ...UNTOLD_PLAN, budgets: [{ key: "cpu.added", limit: 5, unit: "percent-of-core" }] };
  const request = fakeMeasureRequest({
    plan: { ...plan, blocksPerArm: 12 },
    workloads: ["idle", "file-churn"],
  });
  await machine.clock.run(measureRun(machine.ports, request));
  const { measurement, measurements, blocks } = foldRun(JSON.parse(JSON.stringify(machine.events)));
  const outcome = measurement?.outcome ?? null;
  assert(measurement !== null && outcome !== null);
  return { then: { plan: measurement.plan, blocks, outcome, measurements }, samples: machine.written };
}

Deno.test("rederiveMeasurement() comes to what the run came to, to the last digit", async () => {
  const { then, samples } = await measured();
  assert(then.outcome.notes.length > 0 && then.measurements.length > 5);
  // Lines may be cut anywhere between two pieces.
  const text = samples.join("");
  const pieces = Array.from(
    { length: Math.ceil(text.length / 777) },
    (_, at) => text.slice(at * 777, (at + 1) * 777),
  );
  const now = await rederiveMeasurement(then, readStoredTicks(piecesOf(pieces)));
  assertEquals(differences(then, now), []);
  assertEquals([now.measurements, now.keptBlocks.length], [then.measurements, 0]);
  assertEquals(now.ticks, then.blocks.reduce((sum, block) => sum + block.samples.ticks, 0));
});

Deno.test("rederiveMeasurement() shows what was recorded otherwise than the samples say", async () => {
  const { then, samples } = await measured();
  const [first, ...others] = then.blocks;
  assert(first !== undefined && first.agent !== null);
  const forged = { ...then, blocks: [{ ...first, agent: { ...first.agent, cpuMs: 1 } }, ...others] };
  const now = await rederiveMeasurement(forged, readStoredTicks(piecesOf(samples)));
  assertEquals(differences(forged, now), ["block 0"]);
  const measurements = then.measurements.map((one) => ({ ...one, pValue: 0.5 }));
  const other = { ...then, measurements };
  const named = differences(other, await rederiveMeasurement(other, readStoredTicks(piecesOf(samples))));
  assert(named.includes("cpu.mean of agent under idle"), named.join("; "));
});

Deno.test("rederiveMeasurement() leaves blocks as they were recorded whose samples are not all there", async () => {
  const { then, samples } = await measured();
  const now = await rederiveMeasurement(then, readStoredTicks(piecesOf(samples.slice(1))));
  assert(now.keptBlocks.length > 0 && now.keptBlocks.length < then.blocks.length);
  assertEquals(differences(then, now), []);
  const none = await rederiveMeasurement(then, readStoredTicks(piecesOf([])));
  assertEquals([none.ticks, none.keptBlocks.length], [0, then.blocks.length]);
});

async function* piecesOf(pieces: readonly string[]): AsyncIterable<string> {
  yield* pieces;
}
