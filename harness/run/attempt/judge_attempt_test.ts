import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Detection } from "../../model/detection.ts";
import type { ChildRecord } from "../../model/record/run_record.ts";
import { childEnd } from "./child_end.ts";
import type { AttemptObservation } from "./attempt_observation.ts";
import { judgeAttempt } from "./judge_attempt.ts";

const killed: ChildRecord = {
  pid: 42,
  exitCode: null,
  signal: "SIGKILL",
  signalledByUs: false,
  durationMs: 400,
};
const finished: ChildRecord = { ...killed, exitCode: 0, signal: null, durationMs: 5010 };
const entry: Detection = {
  id: "a1",
  name: "Behavior:MacOS/MacOSChangeFileTest",
  type: "behavior",
  status: "quarantined",
  detectedAt: "2026-05-04T10:00:00",
};
const blockedAndRecorded: AttemptObservation = {
  expectation: "blocked-and-recorded",
  children: [killed],
  fits: [entry],
  undated: [],
  saysStopped: true,
  firstSeenMs: 700,
  isProvenLate: false,
  isOtherInTime: false,
  firstAskedMs: 500,
  lastAskedMs: 30_100,
  lookoutMs: 5_000,
  deadlineMs: 30_000,
  agentUnreadable: null,
  protectionGaps: [],
  fileRemoved: false,
  neighbours: null,
  likelyCause: "Most likely the device is not enrolled.",
};
const nothingSeen = { fits: [], firstSeenMs: null };

interface Row {
  readonly name: string;
  readonly seen: Partial<AttemptObservation>;
  readonly verdict: string;
  readonly reason: string;
}

const ROWS: readonly Row[] = [
  { name: "killed and recorded in time", seen: {}, verdict: "pass", reason: "blocked-and-recorded" },
  {
    name: "killed, nothing recorded",
    seen: nothingSeen,
    verdict: "inconclusive",
    reason: "blocked-not-recorded",
  },
  {
    name: "ran to its end, recorded",
    seen: { children: [finished] },
    verdict: "fail",
    reason: "recorded-not-blocked",
  },
  {
    name: "ran to its end, nothing recorded",
    seen: { children: [finished], ...nothingSeen },
    verdict: "fail",
    reason: "not-detected",
  },
  {
    name: "killed, recorded after the deadline",
    seen: { firstSeenMs: 30_001, isProvenLate: true, lastAskedMs: 36_000 },
    verdict: "fail",
    reason: "late",
  },
  {
    name: "killed, first listed after the deadline, but no listing asked after it lacked the entry",
    seen: { firstSeenMs: 30_900, lastAskedMs: 36_000 },
    verdict: "pass",
    reason: "blocked-and-recorded",
  },
  {
    name: "killed and recorded, and no listing later",
    seen: { lastAskedMs: 5_600 },
    verdict: "inconclusive",
    reason: "agent-unreadable",
  },
  {
    name: "killed, nothing recorded, and no listing after the deadline",
    seen: { ...nothingSeen, lastAskedMs: 29_900 },
    verdict: "inconclusive",
    reason: "agent-unreadable",
  },
  {
    name: "ran to its end, nothing recorded, and no listing could be read",
    seen: { children: [finished], ...nothingSeen, lastAskedMs: null },
    verdict: "inconclusive",
    reason: "agent-unreadable",
  },
  {
    name: "killed and recorded with a status that does not say stopped",
    seen: { saysStopped: false, fits: [{ ...entry, status: "allowed" }] },
    verdict: "inconclusive",
    reason: "status-not-stopped",
  },
  {
    name: "ran to its end and recorded as allowed",
    seen: { children: [finished], saysStopped: false, fits: [{ ...entry, status: "allowed" }] },
    verdict: "fail",
    reason: "recorded-not-blocked",
  },
  {
    name: "killed and an entry whose time tells nothing",
    seen: { fits: [], undated: [entry] },
    verdict: "inconclusive",
    reason: "clock-not-plausible",
  },
  {
    name: "killed, one entry of the attempt and one whose time tells nothing",
    seen: { undated: [{ ...entry, id: "b2" }] },
    verdict: "inconclusive",
    reason: "ambiguous",
  },
  {
    name: "behavior monitoring was off after the attempt",
    seen: { children: [finished], ...nothingSeen, protectionGaps: ["behavior monitoring is disabled"] },
    verdict: "inconclusive",
    reason: "protection-changed",
  },
  {
    name: "not protected before, so nothing was started",
    seen: { children: [], ...nothingSeen, protectionGaps: ["the agent is in passive mode"] },
    verdict: "inconclusive",
    reason: "protection-changed",
  },
  {
    name: "control ran to its end, and an entry came whose time tells nothing",
    seen: { expectation: "quiet", children: [finished], ...nothingSeen, undated: [entry] },
    verdict: "inconclusive",
    reason: "clock-not-plausible",
  },
  {
    name: "control ran to its end, and the list was not read long enough",
    seen: { expectation: "quiet", children: [finished], ...nothingSeen, lastAskedMs: 9_000 },
    verdict: "inconclusive",
    reason: "agent-unreadable",
  },
  { name: "never started", seen: { children: [] }, verdict: "inconclusive", reason: "trigger-not-run" },
  {
    name: "ended with another exit code",
    seen: { children: [{ ...finished, exitCode: 1 }] },
    verdict: "inconclusive",
    reason: "trigger-not-run",
  },
  {
    name: "ended by another signal",
    seen: { children: [{ ...killed, signal: "SIGTERM" }] },
    verdict: "inconclusive",
    reason: "trigger-not-run",
  },
  {
    name: "killed by ourselves",
    seen: { children: [{ ...killed, signalledByUs: true }] },
    verdict: "inconclusive",
    reason: "trigger-not-run",
  },
  {
    name: "more than one entry that fits",
    seen: { fits: [entry, { ...entry, id: "b2" }] },
    verdict: "inconclusive",
    reason: "ambiguous",
  },
  {
    name: "ran to its end and more than one entry that fits",
    seen: { children: [finished], fits: [entry, { ...entry, id: "b2" }] },
    verdict: "inconclusive",
    reason: "ambiguous",
  },
  {
    name: "agent unreadable although killed and recorded",
    seen: { agentUnreadable: "the listing timed out" },
    verdict: "inconclusive",
    reason: "agent-unreadable",
  },
  {
    name: "never started because the agent could not be read",
    seen: { children: [], ...nothingSeen, agentUnreadable: "the listing timed out" },
    verdict: "inconclusive",
    reason: "agent-unreadable",
  },
  {
    name: "control ran to its end and the agent was gone after",
    seen: { expectation: "quiet", children: [finished], ...nothingSeen, agentUnreadable: "gone" },
    verdict: "inconclusive",
    reason: "agent-unreadable",
  },
  {
    name: "control ran to its end and stayed quiet",
    seen: { expectation: "quiet", children: [finished], ...nothingSeen },
    verdict: "pass",
    reason: "quiet-as-expected",
  },
  {
    name: "control killed",
    seen: { expectation: "quiet", ...nothingSeen },
    verdict: "fail",
    reason: "unexpected-block",
  },
  {
    name: "one process of a control killed",
    seen: { expectation: "quiet", children: [finished, killed], ...nothingSeen },
    verdict: "fail",
    reason: "unexpected-block",
  },
  {
    name: "control recorded",
    seen: { expectation: "quiet", children: [finished] },
    verdict: "fail",
    reason: "unexpected-detection",
  },
  {
    name: "control that never started",
    seen: { expectation: "quiet", children: [], ...nothingSeen },
    verdict: "inconclusive",
    reason: "trigger-not-run",
  },
  {
    name: "file removed and recorded",
    seen: { expectation: "file-removed-and-recorded", children: [finished], fileRemoved: true },
    verdict: "pass",
    reason: "removed-and-recorded",
  },
  {
    name: "file left in place although recorded",
    seen: { expectation: "file-removed-and-recorded", children: [finished] },
    verdict: "fail",
    reason: "recorded-not-blocked",
  },
  {
    name: "file removed, nothing recorded",
    seen: {
      expectation: "file-removed-and-recorded",
      children: [finished],
      fileRemoved: true,
      ...nothingSeen,
    },
    verdict: "inconclusive",
    reason: "blocked-not-recorded",
  },
  {
    name: "neighbours all alive",
    seen: { neighbours: { started: 3, survived: 3 } },
    verdict: "pass",
    reason: "neighbours-survived",
  },
  {
    name: "one neighbour dead",
    seen: { neighbours: { started: 3, survived: 2 } },
    verdict: "fail",
    reason: "neighbour-killed",
  },
  {
    name: "neighbours alive but nothing detected",
    seen: { children: [finished], ...nothingSeen, neighbours: { started: 3, survived: 3 } },
    verdict: "fail",
    reason: "not-detected",
  },
];

for (const { name, seen, verdict, reason } of ROWS) {
  Deno.test(`judgeAttempt() says ${verdict} ${reason} when: ${name}`, () => {
    const judgement = judgeAttempt({ ...blockedAndRecorded, ...seen });
    assertEquals([judgement.verdict, judgement.reason], [verdict, reason]);
  });
}

Deno.test("judgeAttempt() names the most likely cause when nothing was detected", () => {
  const { explanation } = judgeAttempt({ ...blockedAndRecorded, children: [finished], ...nothingSeen });
  assertStringIncludes(explanation, "Most likely the device is not enrolled.");
});

Deno.test("judgeAttempt() tells how late a late detection was", () => {
  const { explanation } = judgeAttempt({
    ...blockedAndRecorded,
    firstSeenMs: 41_500,
    isProvenLate: true,
  });
  assertStringIncludes(explanation, "11.5 s after the deadline of 30.0 s");
});

Deno.test("childEnd() counts exit code 137 as killed, as a shell reports its last command", () => {
  assertEquals(childEnd({ ...finished, exitCode: 137 }), "killed");
});

const THERE = { name: "a.txt", present: true, regular: true, ours: true, asWritten: true } as const;

for (
  const { what, file, says } of [
    { what: "is gone", file: { ...THERE, present: false }, says: "is not there" },
    { what: "is a link", file: { ...THERE, regular: false }, says: "is not a regular file" },
    { what: "is somebody else's", file: { ...THERE, ours: false }, says: "is not ours alone" },
    { what: "was cut", file: { ...THERE, asWritten: false }, says: "does not hold what the script writes" },
  ]
) {
  Deno.test(`judgeAttempt() takes no trigger for run whose file ${what}, whatever else was seen`, () => {
    for (const expectation of ["blocked-and-recorded", "quiet"] as const) {
      for (const children of [[killed], [finished]]) {
        for (const fits of [[], [entry]]) {
          const firstSeenMs = fits.length === 0 ? null : 700;
          const seen = {
            ...blockedAndRecorded,
            expectation,
            children,
            fits,
            firstSeenMs,
            triggerFiles: [THERE, file],
          };
          const { verdict, reason, explanation } = judgeAttempt(seen);
          assertEquals([verdict, reason], ["inconclusive", "trigger-not-run"]);
          assertStringIncludes(explanation, says);
        }
      }
    }
  });
}

Deno.test("judgeAttempt() takes the file that an antivirus took for what it wanted to see, a changed one not", () => {
  const seen = {
    ...blockedAndRecorded,
    expectation: "file-removed-and-recorded",
    children: [finished],
    fits: [entry],
    firstSeenMs: 700,
    fileRemoved: true,
  } as const;
  assertEquals(judgeAttempt({ ...seen, triggerFiles: [{ ...THERE, present: false }] }).verdict, "pass");
  const changed = judgeAttempt({ ...seen, fileRemoved: false, triggerFiles: [{ ...THERE, ours: false }] });
  assertEquals(changed.reason, "trigger-not-run");
});

Deno.test("judgeAttempt() believes no kill where a helper was killed too", () => {
  const problem = { code: "trigger/helper-killed", message: "The helper was killed", hint: "" } as const;
  const { verdict, explanation } = judgeAttempt({
    ...blockedAndRecorded,
    children: [killed],
    fits: [entry],
    firstSeenMs: 700,
    problems: [problem],
  });
  assertEquals(verdict, "inconclusive");
  assertStringIncludes(explanation, "The helper was killed");
});

Deno.test("judgeAttempt() says what a script that gave up complained of", () => {
  const child = { ...finished, exitCode: 1, stderr: "BM_test.sh: line 2: cannot overwrite existing file\n" };
  assertStringIncludes(
    judgeAttempt({ ...blockedAndRecorded, children: [child] }).explanation,
    "cannot overwrite existing file",
  );
});

for (const end of [{ signal: "SIGTERM" }, { signal: "SIGSTOP" }, { signal: null, exitCode: 1 }]) {
  Deno.test(`judgeAttempt() names the detection beside a trigger that ended with ${JSON.stringify(end)}`, () => {
    const { reason, explanation } = judgeAttempt({
      ...blockedAndRecorded,
      children: [{ ...killed, ...end }],
    });
    assertEquals(reason, "trigger-not-run");
    assertStringIncludes(explanation, entry.name);
  });
}

Deno.test("judgeAttempt() names the status that does not say stopped, and what changed", () => {
  const status = judgeAttempt({
    ...blockedAndRecorded,
    saysStopped: false,
    fits: [{ ...entry, status: "restored" }],
  });
  assertStringIncludes(status.explanation, '"restored"');
  const changed = judgeAttempt({ ...blockedAndRecorded, protectionGaps: ["the agent is in passive mode"] });
  assertStringIncludes(changed.explanation, "the agent is in passive mode");
  assertStringIncludes(changed.explanation, entry.name);
});

Deno.test("judgeAttempt() says nothing of behavior or a trigger that was killed of a removed file", () => {
  const { explanation } = judgeAttempt({
    ...blockedAndRecorded,
    expectation: "file-removed-and-recorded",
    children: [finished],
    fileRemoved: true,
  });
  assertEquals(/behavior|killed/i.test(explanation), false, explanation);
});

Deno.test("judgeAttempt() takes an entry that showed only to a question after the deadline for neither late nor in time", () => {
  const seen = { ...blockedAndRecorded, firstSeenMs: 33_000, lastAskedMs: 60_000 };
  assertEquals(judgeAttempt({ ...seen, firstAskedMs: 29_000 }).verdict, "pass");
  assertEquals(judgeAttempt({ ...seen, firstAskedMs: 32_000 }).reason, "agent-unreadable");
});
