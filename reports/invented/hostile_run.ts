// A run in which everything that comes from the device tries to break the report that shows it.
import type { RunEventBody } from "../../harness/model/record/run_event.ts";
import type { DeviceRecord } from "../../harness/model/record/run_record.ts";
import { INVENTED_PLAN, inventedBlocks } from "./blocks.ts";
import { inventedMeasurements } from "./measurement.ts";
import { inventedPrerequisites } from "./prerequisites.ts";
import {
  INVENTED_CONTROL,
  INVENTED_DEMONSTRATION,
  INVENTED_DEVICE,
  INVENTED_ENABLEMENT,
  inventedAttempt,
  inventedScenario,
  inventedStart,
} from "./run_events.ts";
import { UNTOLD_OUTCOME } from "../../harness/model/record/untold.ts";

/** What a device can send to break a report. */
export const HOSTILE_TEXT = [
  "\u001b[31mred\u001b[0m \u001b]8;;https://example.invalid\u0007link\u0007",
  "]]> <!-- </script><script>alert(1)</script> <img src=x onerror=alert(2)> &amp; \"quoted\" 'single'",
  "::error file=a,line=1::injected %0A%25 | pipe ` tick ``` fence **bold** [text](javascript:alert(3))",
  '=cmd|\' /C calc\'!A0,"+1","@SUM(1)" {label="x"} \\n # not ok 1 - forged',
  "right\u202eto\u2066left \u0000nul \ud800broken \u2028 separator \ufffe end",
].join("\n");

/** A run in which every text that comes from a device is `text`. */
export function hostileBodies(text: string): readonly RunEventBody[] {
  const attempt = inventedAttempt({
    verdict: "fail",
    reason: "late",
    explanation: text,
    detections: [{ id: text, name: text, type: text, status: text, detectedAt: text }],
    otherDetections: [{ id: null, name: text, type: null, status: null, detectedAt: null }],
    problems: [{ code: "agent/timed-out", message: text, hint: text }],
    evidence: [text],
  });
  return [
    inventedStart({ device: hostileDevice(text) }),
    {
      kind: "prerequisites-checked",
      prerequisites: inventedPrerequisites({
        "release-ring": {
          status: "unmet",
          detail: text,
          remedy: text,
          evidence: [text],
          waiver: { reason: text },
        },
      }),
    },
    { kind: "consent-decided", consent: { given: true, how: "option" } },
    { kind: "enablement-started", wanted: "enabled" },
    {
      kind: "enablement-finished",
      enablement: {
        ...INVENTED_ENABLEMENT,
        problem: { code: "enablement/change-refused", message: text, hint: text },
      },
    },
    ...inventedScenario({ ...INVENTED_DEMONSTRATION, title: text, portalAlert: text }, [attempt, {
      ...attempt,
      index: 2,
    }]),
    ...hostileMeasurement(text),
    { kind: "scenario-skipped", scenario: INVENTED_CONTROL, reason: "not-enabled", explanation: text },
    { kind: "problem", problem: { code: "scenario/crashed", message: text, hint: text } },
    { kind: "restore-started", wanted: "disabled" },
    { kind: "restore-finished", restore: { status: "failed", detail: text } },
    { kind: "run-finished" },
  ];
}

function hostileMeasurement(text: string): readonly RunEventBody[] {
  const [block] = inventedBlocks();
  const [measurement] = inventedMeasurements();
  if (block === undefined || measurement === undefined) return [];
  const budget = { key: text, limit: 1, unit: "ms", verdict: "cannot tell", judged: text } as const;
  return [
    { kind: "measurement-planned", plan: { ...INVENTED_PLAN, workloads: [text] } },
    {
      kind: "block-finished",
      block: {
        ...block,
        phase: "compare",
        workload: text,
        counters: [{ name: text, path: text, filesScanned: 1, scanTimeNs: 1 }],
        remarks: [{ kind: text, detail: text }],
        usable: true,
        problem: text,
      },
    },
    {
      kind: "measurement-finished",
      measurements: [{ ...measurement, workload: text, metric: text, process: text, words: text, budget }],
      outcome: {
        ...UNTOLD_OUTCOME,
        complete: false,
        source: text,
        memoryMetric: null,
        sampler: null,
        skipped: [{ workload: text, reason: text }],
        comparable: false,
        incomparableBecause: [text],
        budgets: [budget],
        notes: [text],
      },
    },
  ];
}

function hostileDevice(text: string): DeviceRecord {
  return {
    ...INVENTED_DEVICE,
    osVersion: text,
    hostName: text,
    agentPath: text,
    triggerFolder: text,
    appVersion: text,
    engineVersion: text,
    releaseRing: text,
    orgId: text,
    machineGuid: text,
    edrMachineId: text,
    definitionsStatus: text,
    definitionsVersion: text,
    tamperProtection: text,
  };
}
