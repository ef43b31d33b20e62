// Invented runs, one for each thing a report has to show. Goldens and tests are made from these.
import { foldRun } from "../../harness/model/record/fold.ts";
import { HOSTILE_TEXT, hostileBodies } from "./hostile_run.ts";
import type { RunEvent, RunEventBody } from "../../harness/model/record/run_event.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { SkipReason } from "../../harness/model/verdict.ts";
import { inventedMeasurementEvents } from "./measurement.ts";
import { inventedPrerequisites } from "./prerequisites.ts";
import {
  INVENTED_CONTROL,
  INVENTED_DEMONSTRATION,
  INVENTED_DEVICE,
  INVENTED_ENABLEMENT,
  INVENTED_NEAR_MISS,
  inventedAttempt,
  inventedMissedAttempt,
  inventedQuietAttempt,
  inventedScenario,
  inventedStart,
  stampEvents,
} from "./run_events.ts";

/** Names of the invented runs; each is also the first part of the names of its goldens. */
export const INVENTED_RUNS = [
  "pass",
  "fail",
  "flaky",
  "inconclusive",
  "not_restored",
  "interrupted",
  "measurement",
  "hostile",
] as const;

/** One of {@linkcode INVENTED_RUNS}. */
export type InventedRun = (typeof INVENTED_RUNS)[number];

/** The events of an invented run. */
export function inventedEvents(name: InventedRun): readonly RunEvent[] {
  return stampEvents(BODIES[name]());
}

/** The record of an invented run. */
export function inventedRecord(name: InventedRun): RunRecord {
  return foldRun(inventedEvents(name));
}

const END: RunEventBody = { kind: "run-finished" };
const CONSENT: RunEventBody = { kind: "consent-decided", consent: { given: true, how: "option" } };
const ENABLED: readonly RunEventBody[] = [
  { kind: "enablement-started", wanted: "enabled" },
  { kind: "setting-changed", from: "disabled", to: "enabled", why: "the scenarios need it" },
  { kind: "enablement-finished", enablement: INVENTED_ENABLEMENT },
];
const RESTORED: readonly RunEventBody[] = [
  { kind: "restore-started", wanted: "disabled" },
  {
    kind: "restore-finished",
    restore: { status: "restored", detail: "Behavior monitoring is disabled again, as it was found." },
  },
];

function checked(changes: Parameters<typeof inventedPrerequisites>[0] = {}): RunEventBody {
  return { kind: "prerequisites-checked", prerequisites: inventedPrerequisites(changes) };
}

function skipAll(reason: SkipReason, explanation: string): readonly RunEventBody[] {
  return [INVENTED_CONTROL, INVENTED_DEMONSTRATION, INVENTED_NEAR_MISS].map((scenario): RunEventBody => (
    { kind: "scenario-skipped", scenario, reason, explanation }
  ));
}

const QUIET = inventedScenario(INVENTED_CONTROL, [inventedQuietAttempt()]);
const NEAR_MISS = inventedScenario(INVENTED_NEAR_MISS, [inventedQuietAttempt()]);

const BODIES: Readonly<Record<InventedRun, () => readonly RunEventBody[]>> = {
  pass: () => [
    inventedStart({
      simulated: true,
      device: { ...INVENTED_DEVICE, platformAssumed: true, profile: "off-by-default" },
    }),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...inventedScenario(INVENTED_DEMONSTRATION, [inventedAttempt()]),
    ...NEAR_MISS,
    { kind: "list-read-again", evidence: [], listings: { count: 14, tookMs: 512 } },
    ...RESTORED,
    END,
  ],
  fail: () => [
    inventedStart(),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...inventedScenario(INVENTED_DEMONSTRATION, [inventedMissedAttempt()]),
    ...NEAR_MISS,
    ...RESTORED,
    END,
  ],
  flaky: () => [
    inventedStart({ options: { ...inventedStart().options, repeats: 10 } }),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...inventedScenario(INVENTED_DEMONSTRATION, flakyAttempts()),
    ...NEAR_MISS,
    ...RESTORED,
    END,
  ],
  inconclusive: () => [
    inventedStart(),
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
    inventedStart(),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    ...inventedScenario(INVENTED_DEMONSTRATION, [inventedAttempt()]),
    ...NEAR_MISS,
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
    inventedStart(),
    checked(),
    CONSENT,
    ...ENABLED,
    ...QUIET,
    { kind: "scenario-started", scenario: INVENTED_DEMONSTRATION, attempts: 1 },
    { kind: "attempt-started", scenarioId: INVENTED_DEMONSTRATION.id, index: 1 },
    { kind: "interrupted", signal: "SIGINT" },
    {
      kind: "scenario-skipped",
      scenario: INVENTED_NEAR_MISS,
      reason: "interrupted",
      explanation: "SIGINT came first",
    },
    ...RESTORED,
    END,
  ],
  measurement: () => [
    inventedStart({ options: { ...inventedStart().options, scenarios: [] } }),
    checked(),
    CONSENT,
    { kind: "setting-changed", from: "enabled", to: "disabled", why: "the arm off" },
    ...inventedMeasurementEvents(),
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
      return inventedMissedAttempt({
        index,
        explanation: "The trigger ran to its end and no detection was recorded",
      });
    }
    const timeToRecordMs = timeToBlockMs + 290 + 17 * index;
    return inventedAttempt({
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
