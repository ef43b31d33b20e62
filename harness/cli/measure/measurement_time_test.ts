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
import { measurementTime, timeInWords } from "./measurement_time.ts";

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

Deno.test("measurementTime() names blocks, time and workloads", async () => {
  assertEquals(
    measurementTime(await planned({ workload: ["idle"], quick: true })),
    "It would measure 5 blocks of 5 s, about 70 s in all, 30 s of them with behavior monitoring off, of the workloads idle.",
  );
});
