// Invented runs, one for each thing a report has to show. Goldens and tests are made from these.
import { foldRun } from "../../harness/model/record/fold.ts";
import { HOSTILE_TEXT, hostileBodies } from "./hostile_run.ts";
import type { RunEvent, RunEventBody } from "../../harness/model/record/run_event.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { SkipReason } from "../../harness/model/verdict.ts";
import { sampleMeasurementEvents } from "./measurement.ts";
import {
  SAMPLE_BLOCK,
  SAMPLE_CONTROL,
  SAMPLE_DEVICE,
  SAMPLE_ENABLEMENT,
  SAMPLE_NEAR_MISS,
  sampleAttempt,
  sampleMissedAttempt,
  samplePrerequisites,
  sampleQuietAttempt,
  sampleScenario,
  sampleStart,
  stampEvents,
} from "./run_events.ts";

/** Names of the sample runs; each is also the first part of the names of its goldens. */
export const SAMPLE_NAMES = [
  "pass",
  "fail",
  "flaky",
  "inconclusive",
  "not_restored",
  "interrupted",
  "measurement",
  "hostile",
] as const;

/** One of {@linkcode SAMPLE_NAMES}. */
export type SampleName = (typeof SAMPLE_NAMES)[number];

/** The events of a sample run. */
export function sampleEvents(name: SampleName): readonly RunEvent[] {
  return stampEvents(BODIES[name]());
}

/** The record of a sample run. */
export function sampleRecord(name: SampleName): RunRecord {
  return foldRun(sampleEvents(name));
}

const END: RunEventBody = { kind: "run-finished" };
const CONSENT: RunEventBody = { kind: "consent-decided", consent: { given: true, how: "option" } };
const ENABLED: readonly RunEventBody[] = [
  { kind: "enablement-started", wanted: "enabled" },
  { kind: "setting-changed", from: "disabled", to: "enabled", why: "the scenarios need it" },
  { kind: "enablement-finished", enablement: SAMPLE_ENABLEMENT },
];
const RESTORED: readonly RunEventBody[] = [
  { kind: "restore-started", wanted: "disabled" },
  {
    kind: "restore-finished",
    restore: { status: "restored", detail: "Behavior monitoring is disabled again, as it was found." },
  },
];

function checked(changes: Parameters<typeof samplePrerequisites>[0] = {}): RunEventBody {
  return { kind: "prerequisites-checked", prerequisites: samplePrerequisites(changes) };
}

function skipAll(reason: SkipReason, explanation: string): readonly RunEventBody[] {
  return [SAMPLE_CONTROL, SAMPLE_BLOCK, SAMPLE_NEAR_MISS].map((scenario): RunEventBody => (
    { kind: "scenario-skipped", scenario, reason, explanation }
  ));
}

const QUIET = sampleScenario(SAMPLE_CONTROL, [sampleQuietAttempt()]);
const NEAR_MISS = sampleScenario(SAMPLE_NEAR_MISS, [sampleQuietAttempt()]);

const BODIES: Readonly<Record<SampleName, () => readonly RunEventBody[]>> = {
  pass: () => [
    sampleStart({
      simulated: true,
      device: { ...SAMPLE_DEVICE, platformAssumed: true, profile: "off-by-default" },
    }),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...sampleScenario(SAMPLE_BLOCK, [sampleAttempt()]),
    ...NEAR_MISS,
    ...RESTORED,
    END,
  ],
  fail: () => [
    sampleStart(),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...sampleScenario(SAMPLE_BLOCK, [sampleMissedAttempt()]),
    ...NEAR_MISS,
    ...RESTORED,
    END,
  ],
  flaky: () => [
    sampleStart({ options: { ...sampleStart().options, repeats: 10 } }),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...sampleScenario(SAMPLE_BLOCK, flakyAttempts()),
    ...NEAR_MISS,
    ...RESTORED,
    END,
  ],
  inconclusive: () => [
    sampleStart(),
    checked({
      "release-ring": {
        status: "unmet",
        detail: "The ring is Production, wanted InsiderFast (Beta)",
        remedy: "sudo defaults write com.microsoft.autoupdate2 ChannelName -string Beta",
      },
      "cloud-protection": {
        status: "unmet",
        detail: "Disabled",
        remedy: "sudo mdatp config cloud --value enabled",
        waiver: { reason: "isolated laboratory" },
      },
    }),
    ...skipAll("prerequisites-unmet", "A required prerequisite is not met"),
    END,
  ],
  not_restored: () => [
    sampleStart(),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...sampleScenario(SAMPLE_BLOCK, [sampleAttempt()]),
    { kind: "restore-started", wanted: "disabled" },
    {
      kind: "restore-finished",
      restore: {
        status: "failed",
        detail:
          'Behavior monitoring was "disabled" before the run and is "enabled" now. Run "bmverify restore".',
      },
    },
    {
      kind: "problem",
      problem: {
        code: "restore/failed",
        message: 'Cannot put behavior monitoring back to "disabled": it still reads "enabled"',
        hint: 'Run "bmverify restore"',
      },
    },
    END,
  ],
  interrupted: () => [
    sampleStart(),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    { kind: "scenario-started", scenario: SAMPLE_BLOCK, attempts: 1 },
    { kind: "attempt-started", scenarioId: SAMPLE_BLOCK.id, index: 1 },
    { kind: "interrupted", signal: "SIGINT" },
    {
      kind: "scenario-skipped",
      scenario: SAMPLE_NEAR_MISS,
      reason: "interrupted",
      explanation: "SIGINT came first",
    },
    ...RESTORED,
    END,
  ],
  measurement: () => [
    sampleStart({ options: { ...sampleStart().options, scenarios: [] } }),
    checked(),
    CONSENT,
    { kind: "setting-changed", from: "enabled", to: "disabled", why: "the arm off" },
    ...sampleMeasurementEvents(),
    { kind: "setting-changed", from: "disabled", to: "enabled", why: "put back" },
    {
      kind: "restore-finished",
      restore: { status: "restored", detail: "Behavior monitoring is enabled again." },
    },
    END,
  ],
  hostile: () => hostileBodies(HOSTILE_TEXT),
};

function flakyAttempts() {
  const times = [912, 1004, null, 873, 955, null, 2210, 901, null, 1120];
  return times.map((timeToBlockMs, position) => {
    const index = position + 1;
    if (timeToBlockMs === null) {
      return sampleMissedAttempt({
        index,
        explanation: "The trigger ran to its end and no detection was recorded",
      });
    }
    const timeToRecordMs = timeToBlockMs + 290 + 17 * index;
    return sampleAttempt({
      index,
      timeToBlockMs,
      timeToRecordMs,
      child: {
        pid: 87_224 + index,
        exitCode: null,
        signal: "SIGKILL",
        signalledByUs: false,
        durationMs: timeToBlockMs,
      },
      explanation: `The trigger was killed and the detection was recorded ${
        (timeToRecordMs / 1000).toFixed(2)
      } s after the start`,
    });
  });
}
