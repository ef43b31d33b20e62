// Protection that is away just while controls run, one of which somebody holds up until it is back: through real
// processes. What is read before and after would show nothing of it.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { endOf, latestRecord, makeScratch, startBmverify, until } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { startDevice } from "./start_device.ts";

interface TriggerEvent {
  readonly kind: string;
  readonly scenarioId?: string;
  readonly pid?: number;
}

const HELD_UP = "behavior-monitoring.one-file-only";
const BESIDE = "behavior-monitoring.other-names";

/** The first event of that kind and scenario in the only bundle; undefined until there is one. */
async function find(out: string, kind: string, scenarioId: string): Promise<TriggerEvent | undefined> {
  for await (const { name, isDirectory } of Deno.readDir(out)) {
    if (!isDirectory) continue;
    const log = await Deno.readTextFile(`${out}/${name}/events.ndjson`).catch(() => "");
    // What stands behind the last line feed is still being written.
    const events: TriggerEvent[] = log.split("\n").slice(0, -1).map((line) => JSON.parse(line));
    const found = events.find((event) => event.kind === kind && event.scenarioId === scenarioId);
    if (found !== undefined) return found;
  }
  return undefined;
}

Deno.test("a control is no pass when protection was away while it ran, whoever was held up beside it", async () => {
  await using scratch = await makeScratch();
  await using device = await startDevice("healthy-preview");
  await Deno.mkdir(scratch.out);
  const run = startBmverify([
    ...["verify", "--mdatp", device.agentPath, "--yes", "--quiet", "--deadline", "30", "--settle", "0.3"],
    ...["--reporter", "json", ...scratch.options],
  ]);
  const seen = async (kind: string, scenarioId: string) => await find(scratch.out, kind, scenarioId);
  await until("the controls run", async () => await seen("trigger-started", HELD_UP) !== undefined);
  const pid = (await seen("trigger-started", HELD_UP))?.pid ?? 0;
  Deno.kill(pid, "SIGSTOP");
  await device.ask("config behavior-monitoring --value disabled");
  await until("the other control has ended", async () => await seen("trigger-ended", BESIDE) !== undefined);
  await device.ask("config behavior-monitoring --value enabled");
  Deno.kill(pid, "SIGCONT");
  const { code, stderr } = await endOf(run);
  assertEquals(code, 3, stderr);
  const { scenarios } = await latestRecord(scratch);
  const reasons = Object.fromEntries(scenarios.map(({ id, reason }) => [id, reason]));
  assertEquals([reasons[BESIDE], reasons[HELD_UP]], ["protection-changed", "protection-changed"]);
  const [attempt] = scenarios.find(({ id }) => id === BESIDE)?.attempts ?? [];
  assertEquals(attempt?.child?.exitCode, 0);
  assertEquals(attempt?.protection.before?.behaviorMonitoring, "enabled");
  assertStringIncludes(attempt?.explanation ?? "", "behavior monitoring is disabled");
  const judged = await runHere(["judge", `${scratch.out}/latest`, "--quiet"]);
  assertEquals([judged.code, judged.stdout.includes("protection-changed")], [3, true], judged.stdout);
});
