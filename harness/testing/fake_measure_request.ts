// What a measurement on a made-up machine is asked to do. No part of the product imports this.
import type { WorkloadId } from "../cost/workloads/workload.ts";
import type { MeasurementPlan } from "../model/record/measurement.ts";
import type { RunRecord } from "../model/record/run_record.ts";
import { UNTOLD_DEVICE, UNTOLD_PLAN } from "../model/record/untold.ts";
import type { MeasureRunRequest } from "../run/measure_run.ts";
import type { FakeClock } from "./fake_clock.ts";

/** What of it a test wants otherwise. */
export interface FakeMeasurement {
  readonly plan?: Partial<MeasurementPlan>;
  readonly workloads?: readonly WorkloadId[];
  readonly consent?: boolean;
  /** Interrupts when the machine's clock shows this. */
  readonly interruptAtMs?: number;
}

/** Six short blocks of idling in each arm, with consent. */
export function fakeMeasureRequest(
  { plan, workloads = ["idle"], consent = true, interruptAtMs }: FakeMeasurement,
  clock?: Pick<FakeClock, "after">,
): MeasureRunRequest {
  const controller = new AbortController();
  if (interruptAtMs !== undefined) clock?.after(interruptAtMs, () => controller.abort());
  return {
    start: {
      schemaVersion: 1,
      runId: "r1",
      tool: { name: "bmverify", version: "0" },
      simulated: true,
      device: DEVICE,
      options: OPTIONS,
    },
    policy: "preview",
    isRoot: true,
    measurement: {
      plan: {
        arms: "off-on",
        workloads: [...workloads],
        blocksPerArm: 6,
        blockMs: 1000,
        settleMs: 500,
        rateHz: 10,
        scale: 1,
        seed: 1,
        quick: false,
        budgets: [],
        ...UNTOLD_PLAN,
        ...plan,
      },
      workloads,
      assumed: { overheadMs: 1000, switchMs: 300, frameMs: 0 },
      folder: null,
      place: { hostPlatform: "linux", root: "/sim", workFolder: null, ownPid: 1 },
    },
    askConsent: () => Promise.resolve({ given: consent, how: "option" }),
    interruption: { signal: controller.signal, by: "SIGINT" },
  };
}

const DEVICE: RunRecord["device"] = {
  platform: "linux",
  platformAssumed: true,
  osVersion: null,
  hostName: null,
  agentPath: "/opt/mdatp",
  triggerFolder: "/tmp",
  profile: "made-up",
  appVersion: null,
  engineVersion: null,
  releaseRing: null,
  orgId: null,
  machineGuid: null,
  edrMachineId: null,
  definitionsStatus: null,
  tamperProtection: null,
  ...UNTOLD_DEVICE,
  user: null,
  programs: [],
  chosenBy: {},
};

const OPTIONS: RunRecord["options"] = {
  repeats: 1,
  deadlineMs: 0,
  graceMs: 0,
  settleMs: 0,
  scenarios: [],
  attested: [],
  leaveEnabled: false,
};
