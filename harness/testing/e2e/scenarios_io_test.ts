// Every scenario of the catalogue on a healthy device, through the real command line.
import { assertEquals } from "@std/assert";
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { latestRecord, makeScratch, runBmverify } from "./run_bmverify.ts";

const DEMONSTRATION = "behavior-monitoring.change-file-test";
/** Scenarios mostly wait, so some devices run side by side. */
const LANES = 3;

async function runScenarios(
  ids: readonly string[],
): Promise<readonly (readonly [id: string, verdict: string])[]> {
  await using scratch = await makeScratch();
  const { code, stderr } = await runBmverify([
    ...["verify", "--device", "simulated:healthy-preview", "--yes", "--quiet", "--reporter", "json"],
    ...["--scenario", ids.join(","), "--deadline", "3", "--settle", "0.3", ...scratch.options],
  ]);
  assertEquals([code, stderr], [0, ""]);
  return (await latestRecord(scratch)).scenarios.map(({ id, verdict }) => [id, verdict]);
}

Deno.test("every scenario of the catalogue passes on a healthy device", async () => {
  const ids = CATALOGUE.map(({ id }) => id);
  // Nothing else counts without a demonstration in the same run.
  const lanes = Array.from(
    { length: LANES },
    (_, lane) => ids.filter((id, index) => index % LANES === lane || id === DEMONSTRATION),
  );
  const results = (await Promise.all(lanes.map(runScenarios))).flat();
  assertEquals(new Map(results), new Map(lanes.flat().map((id) => [id, "pass"] as const)));
});
