import { assert, assertEquals } from "@std/assert";
import { BlockTimes, overrun } from "./block_times.ts";
import { workloadOf } from "./workloads/catalogue.ts";
import { planBlocks } from "./plan_blocks.ts";

const plan = { arms: "off-on", blocksPerArm: 2, blockMs: 1000, settleMs: 500, scale: 1, seed: 1 } as const;
/** What preparing a compile and its last repetition take. */
const BUILD_MS = workloadOf("build").aroundBlockMs;
const assumed = { overheadMs: 100, switchMs: 50, frameMs: 40 };

/** A B B A and B A A B, each behind a warm-up with protection. */
const [offFirst = [], onFirst = []] = ["off", "on"].map((first) => {
  const seeds = Array.from({ length: 40 }, (_, seed) => planBlocks({ ...plan, seed }, ["idle"]));
  return seeds.find((blocks) => blocks[1]?.arm === first) ?? [];
});

Deno.test("BlockTimes counts blocks, switches, and the way back to a device that is on", () => {
  const times = new BlockTimes(plan, assumed);
  // on off on on off, then on again: four switches.
  assertEquals(times.left(offFirst), {
    totalMs: 5 * 1100 + 4 * 550 + 40,
    unprotectedMs: 2 * 1100 + 2 * 550 + 2 * 50,
  });
  // on on off off on: two switches.
  assertEquals(times.left(onFirst), { totalMs: 5 * 1100 + 2 * 550 + 40, unprotectedMs: 2 * 1100 + 550 + 50 });
  assertEquals(times.left(onFirst, 4), { totalMs: 550 + 1100 + 20, unprotectedMs: 50 });
});

Deno.test("BlockTimes believes what blocks and switches took more than what was assumed", () => {
  const times = new BlockTimes(plan, assumed);
  times.addBlock("idle", 1900);
  times.addBlock("idle", 2100);
  times.addSwitch({ fromMs: 100, toMs: 800, isOff: true });
  assertEquals(times.left(onFirst, 2), {
    totalMs: 700 + 3 * 2000 + 700 + 20,
    unprotectedMs: 700 + 200 + 4000,
  });
});

Deno.test("BlockTimes counts what passed, and for how long of it protection was off", () => {
  const times = new BlockTimes(plan, assumed);
  times.begin(1000);
  assertEquals(times.passed(1500), { totalMs: 500, unprotectedMs: 0 });
  times.addSwitch({ fromMs: 2000, toMs: 2500, isOff: true });
  assertEquals(times.passed(3000), { totalMs: 2000, unprotectedMs: 1000 });
  times.addSwitch({ fromMs: 4000, toMs: 4500, isOff: false });
  assertEquals(times.passed(9000), { totalMs: 8000, unprotectedMs: 2000 });
});

Deno.test("BlockTimes counts protection as off until the device was put back, but not while it settles on that", () => {
  const times = new BlockTimes(plan, assumed);
  times.begin(0);
  times.addSwitch({ fromMs: 1000, toMs: 1500, isOff: true });
  times.end(4000, 4600);
  assertEquals(times.passed(4600), { totalMs: 4600, unprotectedMs: 3100 });
  const isOn = new BlockTimes(plan, assumed);
  isOn.begin(0);
  isOn.end(4000, 4600);
  assertEquals(isOn.passed(4600), { totalMs: 4600, unprotectedMs: 0 });
});

Deno.test("BlockTimes adds what a workload needs around a block, by its scale", () => {
  const total = (scale: number) => {
    const of = { ...plan, scale, arms: "current" } as const;
    return new BlockTimes(of, assumed).left(planBlocks(of, ["build"])).totalMs;
  };
  assertEquals([total(1), total(2) - total(1)], [3 * (1100 + BUILD_MS) + 40, 3 * BUILD_MS]);
});

Deno.test("BlockTimes knows no time without protection where nothing is switched", () => {
  const blocks = planBlocks({ ...plan, arms: "current" }, ["idle", "build"]);
  assertEquals(new BlockTimes(plan, assumed).left(blocks), {
    totalMs: 6 * 1100 + 3 * BUILD_MS + 40,
    unprotectedMs: 0,
  });
});

Deno.test("BlockTimes finds protection off for at most half of any measurement without an A/A stretch", () => {
  for (let seed = 0; seed < 40; seed++) {
    const blocks = planBlocks({ ...plan, seed, blocksPerArm: 8 }, ["idle", "build"]);
    const { totalMs, unprotectedMs } = new BlockTimes(plan, assumed).left(blocks);
    assert(unprotectedMs <= totalMs / 2, `seed ${seed}: ${unprotectedMs} of ${totalMs} ms`);
  }
});

Deno.test("overrun() says so where a measurement took longer than was announced, and only there", () => {
  const announced = { totalMs: 100_000, unprotectedMs: 50_000 };
  assertEquals(overrun({ totalMs: 109_000, unprotectedMs: 54_000 }, announced), null);
  assertEquals(
    overrun({ totalMs: 150_000, unprotectedMs: 75_000 }, announced),
    "It took 150 s, 75.0 s of them with behavior monitoring off, where 100 s and 50.0 s were announced",
  );
  assertEquals(overrun({ totalMs: 150_000, unprotectedMs: 75_000 }, null), null);
});
