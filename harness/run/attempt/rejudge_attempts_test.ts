import { assertEquals, assertStringIncludes } from "@std/assert";
import { changeFileTest } from "../../../scenarios/behavior_monitoring/change_file_test.scenario.ts";
import { neighbours } from "../../../scenarios/behavior_monitoring/neighbours.scenario.ts";
import { otherNames } from "../../../scenarios/behavior_monitoring/other_names.scenario.ts";
import { testFile } from "../../../scenarios/antivirus/test_file.scenario.ts";
import type { Detection } from "../../model/detection.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { EvidenceEntry } from "../../ports/bundle.ts";
import { healthWith } from "../../testing/facts_fixture.ts";
import { FAKE_START_MS } from "../../testing/fake_clock.ts";
import { demonstrationEntry } from "../../testing/fake_run.ts";
import { rejudgeAttempts } from "./rejudge_attempts.ts";

/** One stored answer: entries of a list, or `null` for garbage. */
interface Stored {
  readonly label: "threat-list" | "health";
  /** When it was answered, from the start of the trigger. */
  readonly atMs: number;
  readonly says: readonly Detection[] | string | null;
  readonly entry?: Partial<EvidenceEntry>;
}

const START_MS = 10_000;
const NEW = demonstrationEntry("n1", START_MS + 500);
const OLD = demonstrationEntry("o1", -86_400_000);
const list = (atMs: number, says: Stored["says"], entry: Partial<EvidenceEntry> = {}): Stored => ({
  label: "threat-list",
  atMs,
  says,
  entry,
});
const HEALTHY: Stored = { label: "health", atMs: 2000, says: "healthy" };
/** The last listing of a run, long after the attempt. */
const end = (says: Stored["says"]): Stored => list(70_000, says);
const KILLED = { pid: 1, exitCode: null, signal: "SIGKILL", signalledByUs: false, durationMs: 400 };
const FINISHED = { ...KILLED, exitCode: 0, signal: null, durationMs: 5000 };

interface Case {
  readonly scenario?: Scenario;
  readonly stored: readonly Stored[];
  readonly attempt?: Partial<AttemptRecord>;
  /** Ids of evidence that the attempt names and the bundle does not hold. */
  readonly missing?: readonly string[];
}

async function rejudge({ scenario = changeFileTest, stored, attempt = {}, missing = [] }: Case) {
  const evidence = stored.map(({ label, atMs, entry }, index): EvidenceEntry => ({
    id: `${index + 1}-${label}`,
    label,
    argv: ["mdatp", label],
    startedAt: new Date(FAKE_START_MS + START_MS + atMs - 40).toISOString(),
    startedMs: START_MS + atMs - 40,
    durationMs: 40,
    exitCode: 0,
    signal: null,
    timedOut: false,
    truncated: false,
    stdoutFile: String(index),
    stderrFile: null,
    ...entry,
  }));
  const [judged] = await rejudgeAttempts({
    prerequisites: [],
    bundle: {
      folder: "",
      events: [],
      evidence,
      readStdout: ({ stdoutFile }) =>
        Promise.resolve(new TextEncoder().encode(JSON.stringify(stored[Number(stdoutFile)]?.says))),
      readStderr: () => Promise.resolve(new Uint8Array()),
      samples: null,
    },
    attempts: [{
      scenario,
      record: {
        index: 1,
        verdict: "inconclusive",
        reason: "ambiguous",
        explanation: "What was said then does not matter",
        startedAt: "",
        triggerStartedMs: START_MS,
        deadlineMs: 30_000,
        graceMs: 30_000,
        child: KILLED,
        timeToBlockMs: 400,
        timeToRecordMs: null,
        detections: [],
        undatedDetections: [],
        earlierDetections: [],
        otherDetections: [],
        protection: { before: null, after: null },
        utcOffsetMinutes: 0,
        otherChildren: [],
        fileRemoved: null,
        neighbours: null,
        problems: [],
        evidence: [...evidence.map(({ id }) => id), ...missing],
        ...attempt,
      },
    }],
    parsers: {
      detections: (bytes) => {
        const said = JSON.parse(new TextDecoder().decode(bytes));
        if (!Array.isArray(said)) throw new Error("no list");
        return said;
      },
      health: (bytes) => {
        if (new TextDecoder().decode(bytes) !== '"healthy"') throw new Error("no health");
        return healthWith({ behaviorMonitoring: { value: "enabled", managed: false } });
      },
    },
  });
  if (judged === undefined) throw new Error("nothing was judged");
  return judged;
}

const QUIET = { child: FINISHED } as const;
const FUTURE = demonstrationEntry("from the future", START_MS + 7_200_000);
const AFTER = demonstrationEntry("from after the kill", START_MS + 5_000);
const VIRUS = { ...NEW, name: "Virus:DOS/EICAR_Test_File", type: "virus" };

const ROWS: readonly (Case & { readonly says: string })[] = [
  {
    says: "pass blocked-and-recorded",
    stored: [list(-50, [OLD]), list(500, [OLD]), list(700, [OLD, NEW]), HEALTHY, end([OLD, NEW])],
  },
  { says: "fail not-detected", attempt: QUIET, stored: [list(-50, [OLD]), HEALTHY, list(30_100, [OLD])] },
  { says: "inconclusive blocked-not-recorded", stored: [list(-50, [OLD]), HEALTHY, list(60_100, [OLD])] },
  { says: "fail recorded-not-blocked", attempt: QUIET, stored: [list(-50, []), list(700, [NEW]), HEALTHY] },
  { says: "fail late", stored: [list(-50, []), HEALTHY, list(30_040, []), list(31_000, [NEW])] },
  {
    says: "inconclusive clock-not-plausible",
    stored: [
      list(-50, []),
      HEALTHY,
      list(700, [FUTURE]),
      list(30_040, [FUTURE]),
      list(31_000, [FUTURE, NEW]),
    ],
  },
  {
    says: "inconclusive clock-not-plausible",
    stored: [list(-50, []), HEALTHY, list(9_000, [AFTER]), list(30_040, [AFTER]), list(31_000, [AFTER, NEW])],
  },
  {
    says: "inconclusive clock-not-plausible",
    stored: [list(-50, []), HEALTHY, list(9_000, [OLD]), list(30_040, [OLD]), list(31_000, [OLD, NEW])],
  },
  { says: "fail late", stored: [list(-50, [OLD]), HEALTHY, list(30_040, [OLD]), list(31_000, [OLD, NEW])] },
  // A slow listing alone is no lateness: it was asked for in time.
  {
    says: "pass blocked-and-recorded",
    stored: [
      list(-50, []),
      HEALTHY,
      list(700, []),
      list(29_000, [NEW], { durationMs: 2_000 }),
      list(130_000, [NEW]),
    ],
  },
  // Asked for only after the deadline: neither late nor in time is shown.
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), HEALTHY, list(700, []), list(31_000, [NEW]), list(130_000, [NEW])],
  },
  {
    says: "inconclusive ambiguous",
    stored: [list(-50, []), list(700, [NEW, { ...NEW, id: "n2" }]), HEALTHY, end([NEW])],
  },
  { says: "inconclusive agent-unreadable", stored: [list(-50, []), list(700, [NEW]), HEALTHY] },
  {
    says: "inconclusive trigger-not-run",
    attempt: { child: null, triggerStartedMs: null },
    stored: [list(-50, []), HEALTHY],
  },
  {
    says: "inconclusive trigger-not-run",
    attempt: { child: { ...KILLED, signalledByUs: true } },
    stored: [list(-50, []), list(700, [NEW]), HEALTHY],
  },
  {
    says: "inconclusive nothing-shown",
    scenario: otherNames,
    attempt: QUIET,
    stored: [list(-50, [OLD]), HEALTHY, list(11_000, [OLD])],
  },
  { says: "fail unexpected-block", scenario: otherNames, stored: [list(-50, []), list(9000, []), HEALTHY] },
  {
    says: "fail unexpected-detection",
    scenario: otherNames,
    attempt: QUIET,
    stored: [list(-50, []), list(900, [NEW]), HEALTHY, list(9000, [])],
  },
  {
    says: "fail neighbour-killed",
    scenario: neighbours,
    attempt: { neighbours: { started: 3, survived: 2 } },
    stored: [list(-50, []), list(700, [NEW]), HEALTHY, end([NEW])],
  },
  {
    says: "pass removed-and-recorded",
    scenario: testFile,
    attempt: { ...QUIET, fileRemoved: true },
    stored: [list(-50, []), list(700, [VIRUS]), HEALTHY, end([VIRUS])],
  },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, null), HEALTHY],
    attempt: { child: null, triggerStartedMs: null },
  },
  // One failed reading decides nothing while a later one can.
  {
    says: "pass blocked-and-recorded",
    stored: [list(-50, []), list(700, [NEW]), list(900, null), HEALTHY, end([NEW])],
  },
  ...[{ timedOut: true }, { truncated: true }, { exitCode: 1 }, { signal: "SIGTERM" }].map((entry) => ({
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW], entry), HEALTHY, list(70_000, [NEW], entry)],
  })),
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW]), { ...HEALTHY, says: null }, end([NEW])],
  },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW]), { ...HEALTHY, entry: { timedOut: true } }, end([NEW])],
  },
  { says: "inconclusive agent-unreadable", stored: [list(-50, []), list(700, [NEW]), end([NEW])] },
  { says: "inconclusive agent-unreadable", stored: [] },
  // A list that was read in the second form only: the first answer was no list.
  {
    says: "pass blocked-and-recorded",
    stored: [
      list(-90, "Unknown option", { argv: ["mdatp", "threat", "list"] }),
      list(-50, [OLD], { argv: ["mdatp", "threat", "list", "--output", "json"] }),
      list(700, [OLD, NEW], { argv: ["mdatp", "threat", "list", "--output", "json"] }),
      HEALTHY,
      end([OLD, NEW]),
    ],
  },
];

for (const { says, ...row } of ROWS) {
  const evidence = row.stored.map(({ label, says: said }) => said === null ? `${label}?` : label).join(", ");
  Deno.test(`rejudgeAttempts() says ${says} from its evidence: ${evidence || "none"}`, async () => {
    const { verdict, reason } = await rejudge(row);
    assertEquals(`${verdict} ${reason}`, says);
  });
}

Deno.test("rejudgeAttempts() does not mind what was said then, only what the evidence says", async () => {
  const stored = [list(-50, [OLD]), HEALTHY, list(30_100, [OLD])];
  const { verdict } = await rejudge({
    stored,
    attempt: { ...QUIET, verdict: "pass", reason: "blocked-and-recorded", detections: [NEW] },
  });
  assertEquals(verdict, "fail");
});

Deno.test("rejudgeAttempts() judges nothing when evidence that the attempt names is missing", async () => {
  const { reason, explanation } = await rejudge({
    scenario: otherNames,
    attempt: QUIET,
    stored: [list(9000, [NEW]), HEALTHY],
    missing: ["0-threat-list"],
  });
  assertEquals(reason, "agent-unreadable");
  assertStringIncludes(explanation, "0-threat-list");
});
