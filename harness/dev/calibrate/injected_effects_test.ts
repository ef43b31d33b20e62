import { assertAlmostEquals, assertEquals } from "@std/assert";
import { deriveMeasurements } from "../../cost/derive_measurements.ts";
import { seededRandom } from "../../cost/statistics/seeded_random.ts";
import { inventBlocks } from "../../testing/invented_blocks.ts";
import {
  type InjectedEffect,
  injectedEffects,
  isFalse,
  isHeld,
  type LedgerLine,
} from "./injected_effects.ts";

const START_MS = Date.UTC(2026, 0, 1);
const BLOCK_MS = 1000;

/** Blocks one after the other with a second between them, and the ledger of a device that pays 20 % of a core when on. */
function measured(): readonly InjectedEffect[] {
  const blocks = inventBlocks({
    blocksPerArm: 8,
    workloads: ["idle"],
    addedCpuPercent: 20,
    addedBytes: 64e6,
    random: seededRandom(1),
  }).map((block) => ({
    ...block,
    startedAt: new Date(START_MS + 2 * BLOCK_MS * block.index).toISOString(),
  }));
  let [paidMs, usedMs] = [0, 0];
  const ledger = blocks.flatMap(({ arm, index }): LedgerLine[] => {
    const heldBytes = arm === "on" ? 154e6 : 90e6;
    const startMs = START_MS + 2 * BLOCK_MS * index;
    const before = { atMs: startMs - 100, paidMs, usedMs, heldBytes };
    paidMs += arm === "on" ? 200 : 0;
    usedMs += arm === "on" ? 210 : 10;
    return [before, { atMs: startMs + BLOCK_MS + 100, paidMs, usedMs, heldBytes }];
  });
  const plan = { arms: "off-on", quick: false, blockMs: BLOCK_MS } as const;
  return injectedEffects({
    measurements: deriveMeasurements({ blocks, plan, memoryMetric: "rss" }).map((one) => ({
      ...one,
      budget: null,
    })),
    blocks,
  }, ledger);
}

Deno.test("injectedEffects() holds what was found against the ledger of the device", () => {
  const [cpu, memory] = measured();
  assertEquals([cpu?.measurement.metric, memory?.measurement.metric], ["cpu.mean", "rss.mean"]);
  // The ledger is written next to a block, not at its ends: a sixth of what is used lies beyond them.
  assertAlmostEquals(cpu?.injected ?? 0, 20 / 1.2, 0.01);
  assertEquals([memory?.injected, memory?.added], [64e6, 64e6]);
});

Deno.test("isHeld() and isFalse() tell a wrong claim from one that nobody makes", () => {
  const [, memory] = measured();
  if (memory === undefined) throw new Error("no memory");
  assertEquals([isHeld(memory), isFalse(memory)], [true, false]);
  const of = (added: number, conclusion: InjectedEffect["measurement"]["conclusion"]) => ({
    ...memory,
    added,
    measurement: { ...memory.measurement, conclusion },
  });
  assertEquals(isHeld(of(0, "costs")), false);
  assertEquals(
    [of(0, "costs"), of(-64e6, "costs"), of(64e6, "saves"), of(64e6, "no difference seen")].map(isFalse),
    [
      true,
      true,
      true,
      true,
    ],
  );
  assertEquals([of(0, "cannot tell"), of(64e6, "cannot tell"), of(1e6, "no difference seen")].map(isFalse), [
    false,
    false,
    false,
  ]);
});

Deno.test("injectedEffects() says nothing where the ledger does not reach", () => {
  const [cpu] = measured();
  if (cpu === undefined) throw new Error("no CPU");
  const [without] = injectedEffects({ measurements: [cpu.measurement], blocks: [] }, []);
  assertEquals([without?.injected, without?.added], [null, null]);
});
