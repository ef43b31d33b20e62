// Answers of an agent that must not be taken for "met", through the real command line: `check` on the stand-in agent, one
// line of whose answers reads otherwise. What each prerequisite must say is written out here on purpose.
import { assertEquals } from "@std/assert";
import { makeScratch, runBmverify } from "./run_bmverify.ts";
import { startInLanes } from "./start_in_lanes.ts";

const PROGRAM = new URL("./stand_in_agent.sh", import.meta.url);
const AT_A_TIME = 3;

interface Row {
  /** A line of the answers as it stands in the stand-in, and what it reads here. */
  readonly line: RegExp;
  readonly reads: string;
  readonly prerequisite: string;
  readonly status: "unmet" | "unknown";
}

const PASSIVE = /passive_mode_enabled .*: 0/;
const EXCLUSIONS = /No exclusions/;

const ROWS: readonly Row[] = [
  ...['"enabled"', "True", "yes", "unavailable"].map((value): Row => ({
    line: PASSIVE,
    reads: `passive_mode_enabled : ${value}`,
    prerequisite: "real-time-protection",
    status: "unknown",
  })),
  {
    line: /something_nobody_knows .*"kept"/,
    reads: 'antivirus_enforcement_level : "audit"',
    prerequisite: "real-time-protection",
    status: "unmet",
  },
  ...["/System/Volumes/Data/private/tmp/", "/private/../tmp//", "/PRIVATE/tmp/./"].map((path): Row => ({
    line: EXCLUSIONS,
    reads: `Excluded folder\nPath: "${path}"\nScope: "global"`,
    prerequisite: "no-exclusion",
    status: "unmet",
  })),
  {
    line: EXCLUSIONS,
    reads: 'Excluded moon phase\nPath: "full"',
    prerequisite: "no-exclusion",
    status: "unknown",
  },
  {
    line: /edr_machine_id .*"0f0f0f0f0+1"/,
    reads: 'edr_machine_id : ""',
    prerequisite: "onboarded",
    status: "unmet",
  },
  {
    line: /app_version {2,}: "101.25102.0003"/,
    reads: 'app_version : "101.25102"',
    prerequisite: "app-version",
    status: "unknown",
  },
  {
    line: /health_issues .*\[\]/,
    reads: 'health_issues : ["event provider failure"]',
    prerequisite: "agent-healthy",
    status: "unmet",
  },
];

async function checkWith({ line, reads }: Row): Promise<ReadonlyMap<string, string>> {
  await using scratch = await makeScratch();
  const script = await Deno.readTextFile(PROGRAM);
  const changed = script.replace(line, () => reads).replace(/(healthy +): true/, "$1: false");
  const agentPath = `${scratch.folder}/mdatp`;
  await Deno.writeTextFile(`${scratch.folder}/setting`, "enabled");
  await Deno.writeTextFile(agentPath, changed, { mode: 0o755 });
  const { stdout, stderr } = await runBmverify([
    ...["check", "--mdatp", agentPath, "--platform", "darwin", "--json", "--state", scratch.state],
  ]);
  const { prerequisites }: { prerequisites: readonly { id: string; status: string; detail: string }[] } = JSON
    .parse(stdout === "" ? JSON.stringify({ prerequisites: [], stderr }) : stdout);
  return new Map(prerequisites.map(({ id, status }) => [id, status]));
}

Deno.test("check takes no answer for met that does not say so", async (t) => {
  for (const [{ reads, prerequisite, status }, outcome] of startInLanes(ROWS, AT_A_TIME, checkWith)) {
    await t.step(`${reads.replaceAll("\n", " ")}: ${prerequisite} is ${status}`, async () => {
      assertEquals((await outcome).get(prerequisite), status);
    });
  }
});
