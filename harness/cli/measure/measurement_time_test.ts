import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import README from "../../../README.md" with { type: "text" };
import { createFakeHost } from "../../testing/fake_host.ts";
import { announcedTime } from "../../run/measuring/measure_arms.ts";
import { DEFAULT_TIME } from "./measure_options.ts";
import {
  DEFAULT_DETAILS,
  type MeasureDetails,
  type MeasuringOptions,
  planMeasurement,
} from "./measurement_plan.ts";
import { announcement, timeInWords } from "./measurement_time.ts";

const { host } = createFakeHost();

async function planned(
  change: Partial<MeasuringOptions & MeasureDetails> = {},
): ReturnType<typeof planMeasurement> {
  const options = { ...DEFAULT_DETAILS, workload: [], budget: [], blockMs: undefined, settleMs: undefined };
  return await planMeasurement(host, { ...options, ...change }, "real");
}

Deno.test("measure takes at most 25 minutes of a real device, at most half of them without protection", async () => {
  for (let seed = 0; seed < 30; seed++) {
    const { totalMs, unprotectedMs } = announcedTime(await planned({ seed }));
    assert(totalMs <= 25 * 60_000, `seed ${seed}: ${totalMs} ms`);
    assert(unprotectedMs <= totalMs / 2, `seed ${seed}: ${unprotectedMs} of ${totalMs} ms`);
  }
});

Deno.test("measure --quick takes less than two minutes of a real device", async () => {
  for (let seed = 0; seed < 30; seed++) {
    const { totalMs } = announcedTime(await planned({ seed, quick: true }));
    assert(totalMs <= 120_000, `seed ${seed}: ${totalMs} ms`);
  }
});

Deno.test("timeInWords() is what help and README say of the default of measure", async () => {
  assertEquals(timeInWords(await planned()), DEFAULT_TIME);
  assertStringIncludes(README.replaceAll(/\s+/g, " "), DEFAULT_TIME);
});

Deno.test("timeInWords() says that nothing is switched where nothing is", async () => {
  assertStringIncludes(
    timeInWords(await planned({ arm: "current" })),
    "and behavior monitoring stays as it is",
  );
});

Deno.test("announcement() names blocks, time, and each workload with its size and whose work it is", async () => {
  assertEquals(announcement(await planned({ workload: ["idle", "tree-removal"], quick: true })), [
    "It would measure 10 blocks of 5 s, about 110 s in all, 40 s of them with behavior monitoring off, of:",
    "  idle: Do nothing, as in https://github.com/podman-desktop/podman-desktop/issues/7237",
    "  tree-removal: Remove a large tree of dependencies (1500 files in 100 packages, 2 MB), as in https://github.com/MicrosoftDocs/microsoft-365-docs/issues/9047",
  ]);
});
