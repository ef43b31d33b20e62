import { assertEquals, assertStringIncludes } from "@std/assert";
import { changeFileTest } from "../../../scenarios/behavior_monitoring/change_file_test.scenario.ts";
import { neighbours } from "../../../scenarios/behavior_monitoring/neighbours.scenario.ts";
import { otherNames } from "../../../scenarios/behavior_monitoring/other_names.scenario.ts";
import { testFile } from "../../../scenarios/antivirus/test_file.scenario.ts";
import type { Detection } from "../../model/detection.ts";
import type { AttemptRecord } from "../../model/record/run_record.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { EvidenceEntry } from "../../ports/bundle.ts";
import { demonstrationEntry } from "../../testing/fake_run.ts";
import { rejudgeAttempt } from "./rejudge_attempt.ts";

/** One stored answer: entries of a list, or `null` for garbage. */
interface Stored {
  readonly label: "threat-list" | "health";
  /** When it was answered, from the start of the trigger. */
  readonly atMs: number;
  readonly says: readonly Detection[] | string | null;
  readonly entry?: Partial<EvidenceEntry>;
}

const START_MS = 10_000;
const NEW = demonstrationEntry("n1");
const OLD = demonstrationEntry("o1");
const list = (atMs: number, says: Stored["says"], entry: Partial<EvidenceEntry> = {}): Stored => ({
  label: "threat-list",
  atMs,
  says,
  entry,
});
const HEALTHY: Stored = { label: "health", atMs: 2000, says: "healthy" };
const KILLED = { pid: 1, exitCode: null, signal: "SIGKILL", signalledByUs: false, durationMs: 400 };
const FINISHED = { ...KILLED, exitCode: 0, signal: null, durationMs: 5000 };

interface Case {
  readonly scenario?: Scenario;
  readonly stored: readonly Stored[];
  readonly attempt?: Partial<AttemptRecord>;
  /** Ids of evidence that the attempt names and the bundle does not hold. */
  readonly missing?: readonly string[];
}

function rejudge({ scenario = changeFileTest, stored, attempt = {}, missing = [] }: Case) {
  const evidence = stored.map(({ label, atMs, entry }, index): EvidenceEntry => ({
    id: `${index + 1}-${label}`,
    label,
    argv: ["mdatp", label],
    startedAt: "",
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
  return rejudgeAttempt({
    scenario,
    prerequisites: [],
    seen: { reacted: false },
    bundle: {
      folder: "",
      events: [],
      evidence,
      readStdout: ({ stdoutFile }) =>
        Promise.resolve(new TextEncoder().encode(JSON.stringify(stored[Number(stdoutFile)]?.says))),
      readStderr: () => Promise.resolve(new Uint8Array()),
      samples: null,
    },
    attempt: {
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
      otherDetections: [],
      otherChildren: [],
      fileRemoved: null,
      neighbours: null,
      problems: [],
      evidence: [...evidence.map(({ id }) => id), ...missing],
      ...attempt,
    },
    parsers: {
      detections: (bytes) => {
        const said = JSON.parse(new TextDecoder().decode(bytes));
        if (!Array.isArray(said)) throw new Error("no list");
        return said;
      },
      health: (bytes) => {
        if (new TextDecoder().decode(bytes) !== '"healthy"') throw new Error("no health");
      },
    },
  });
}

const QUIET = { child: FINISHED } as const;
const VIRUS = { ...NEW, name: "Virus:DOS/EICAR_Test_File", type: "virus" };

const ROWS: readonly (Case & { readonly says: string })[] = [
  {
    says: "pass blocked-and-recorded",
    stored: [list(-50, [OLD]), list(500, [OLD]), list(700, [OLD, NEW]), HEALTHY],
  },
  { says: "fail not-detected", attempt: QUIET, stored: [list(-50, [OLD]), list(30_100, [OLD]), HEALTHY] },
  { says: "inconclusive blocked-not-recorded", stored: [list(-50, [OLD]), list(60_100, [OLD]), HEALTHY] },
  { says: "fail recorded-not-blocked", attempt: QUIET, stored: [list(-50, []), list(700, [NEW]), HEALTHY] },
  { says: "fail late", stored: [list(-50, []), list(30_000, []), list(31_000, [NEW]), HEALTHY] },
  {
    says: "inconclusive ambiguous",
    stored: [list(-50, []), list(700, [NEW, demonstrationEntry("n2")]), HEALTHY],
  },
  { says: "inconclusive trigger-not-run", attempt: { child: null }, stored: [list(-50, []), HEALTHY] },
  {
    says: "inconclusive trigger-not-run",
    attempt: { child: { ...KILLED, signalledByUs: true } },
    stored: [list(-50, []), list(700, [NEW]), HEALTHY],
  },
  {
    says: "pass quiet-as-expected",
    scenario: otherNames,
    attempt: QUIET,
    stored: [list(-50, [OLD]), list(9000, [OLD]), HEALTHY],
  },
  { says: "fail unexpected-block", scenario: otherNames, stored: [list(-50, []), list(9000, []), HEALTHY] },
  {
    says: "fail unexpected-detection",
    scenario: otherNames,
    attempt: QUIET,
    stored: [list(-50, []), list(9000, [NEW]), HEALTHY],
  },
  {
    says: "fail unexpected-detection",
    scenario: otherNames,
    attempt: QUIET,
    stored: [list(-50, []), list(900, [NEW]), list(9000, []), HEALTHY],
  },
  {
    says: "fail neighbour-killed",
    scenario: neighbours,
    attempt: { neighbours: { started: 3, survived: 2 } },
    stored: [list(-50, []), list(700, [NEW]), HEALTHY],
  },
  {
    says: "pass blocked-and-recorded",
    scenario: testFile,
    attempt: { ...QUIET, fileRemoved: true },
    stored: [list(-50, []), list(700, [VIRUS]), HEALTHY],
  },
  { says: "inconclusive agent-unreadable", stored: [list(-50, null), HEALTHY], attempt: { child: null } },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW]), list(900, null), HEALTHY],
  },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW], { timedOut: true }), HEALTHY],
  },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW], { truncated: true }), HEALTHY],
  },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW], { exitCode: 1 }), HEALTHY],
  },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW]), { ...HEALTHY, says: null }],
  },
  {
    says: "inconclusive agent-unreadable",
    stored: [list(-50, []), list(700, [NEW]), { ...HEALTHY, entry: { timedOut: true } }],
  },
  { says: "inconclusive agent-unreadable", stored: [list(-50, []), list(700, [NEW])] },
  { says: "inconclusive agent-unreadable", stored: [] },
  // A list that was read in the second form only: the first answer was no list.
  {
    says: "pass blocked-and-recorded",
    stored: [
      list(-90, "Unknown option", { argv: ["mdatp", "threat", "list"] }),
      list(-50, [OLD], { argv: ["mdatp", "threat", "list", "--output", "json"] }),
      list(700, [OLD, NEW], { argv: ["mdatp", "threat", "list", "--output", "json"] }),
      HEALTHY,
    ],
  },
];

for (const { says, ...row } of ROWS) {
  const evidence = row.stored.map(({ label, says: said }) => said === null ? `${label}?` : label).join(", ");
  Deno.test(`rejudgeAttempt() says ${says} from its evidence: ${evidence || "none"}`, async () => {
    const { verdict, reason } = await rejudge(row);
    assertEquals(`${verdict} ${reason}`, says);
  });
}

Deno.test("rejudgeAttempt() does not mind what was said then, only what the evidence says", async () => {
  const stored = [list(-50, [OLD]), list(700, [OLD]), HEALTHY];
  const { verdict } = await rejudge({
    stored,
    attempt: { ...QUIET, verdict: "pass", reason: "blocked-and-recorded" },
  });
  assertEquals(verdict, "fail");
});

Deno.test("rejudgeAttempt() judges nothing when evidence that the attempt names is missing", async () => {
  const { reason, explanation } = await rejudge({
    scenario: otherNames,
    attempt: QUIET,
    stored: [list(9000, [NEW]), HEALTHY],
    missing: ["0-threat-list"],
  });
  assertEquals(reason, "agent-unreadable");
  assertStringIncludes(explanation, "0-threat-list");
});

Deno.test("rejudgeAttempt() takes no old entry for a new one when the evidence is given in another order", async () => {
  const stored = [list(700, [NEW]), list(-50, [NEW]), HEALTHY];
  assertEquals((await rejudge({ stored })).reason, "blocked-not-recorded");
});

for (
  const [what, timeToRecordMs, shown] of [
    ["the moment that the run noted after the answer", 712, "0.71 s"],
    ["the end of the answer where the run noted one before it", 400, "0.70 s"],
    ["the end of the answer where the run noted one after the next question", 1500, "0.70 s"],
    ["the end of the answer where the run noted none", null, "0.70 s"],
  ] as const
) {
  Deno.test(`rejudgeAttempt() tells ${what}`, async () => {
    const stored = [list(-50, [OLD]), list(700, [OLD, NEW]), list(1200, [OLD, NEW]), HEALTHY];
    const { explanation } = await rejudge({ stored, attempt: { timeToRecordMs } });
    assertStringIncludes(explanation, `recorded ${shown} after the start`);
  });
}
