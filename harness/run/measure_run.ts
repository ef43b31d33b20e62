// The job of `measure`: the measurement, and nothing else. The order around it stands in run_in_order.ts.
import type { Problem } from "../model/harness_error.ts";
import type { Prerequisite } from "../model/prerequisite.ts";
import type { RunStarted } from "../model/record/run_event.ts";
import type { ConsentRecord, RestoreRecord } from "../model/record/run_record.ts";
import type { MeasurementPorts } from "../ports/measurement_ports.ts";
import type { Interruption, OrderPorts } from "../ports/run_ports.ts";
import { policyAtStart, type PolicyWord } from "../prerequisites/choose_policy.ts";
import { type Derive, measureArms, type MeasurementRequest } from "./measuring/measure_arms.ts";
import { runInOrder } from "./run_in_order.ts";

/** Ports of a run that measures. */
export type MeasureRunPorts = MeasurementPorts & OrderPorts;

/** What such a run is asked to do. */
export interface MeasureRunRequest {
  readonly start: Omit<RunStarted, "kind" | "policy">;
  readonly policy: PolicyWord;
  readonly isRoot: boolean;
  readonly measurement: Omit<MeasurementRequest, "journal" | "interruption">;
  readonly askConsent: () => Promise<ConsentRecord>;
  readonly interruption: Interruption;
}

/** Without these there is nothing to measure; what else the policy asks for is recorded and stops nothing. */
const NEEDED: ReadonlySet<string> = new Set(["agent-installed", "agent-answering"]);

/** Runs everything and puts the device back, whatever happens. */
export async function measureRun(ports: MeasureRunPorts, request: MeasureRunRequest): Promise<RestoreRecord> {
  const { policy, isRoot, measurement, interruption } = request;
  const { plan } = measurement;
  let derive: Derive | undefined;
  return await runInOrder(ports, {
    start: { ...request.start, policy: policyAtStart(policy) },
    check: {
      facts: { isRoot, wantedStates: plan.arms === "current" ? [] : ["enabled", "disabled"] },
      policy,
      options: { attested: [], waivers: new Map() },
      blocking: (prerequisites) => prerequisites.filter(isMissing),
    },
    askConsent: request.askConsent,
    // The arms switch it.
    enable: null,
    settleMs: plan.settleMs,
    work: async ({ journal }) => {
      derive = await measureArms(ports, { ...measurement, journal, interruption });
    },
    onStop: async ({ reason }) => {
      if (reason !== "consent-not-given") return;
      await ports.log.append({ kind: "measurement-planned", plan });
      await ports.log.append({ kind: "problem", problem: NO_CONSENT_TO_MEASURE });
    },
    restore: { leaveEnabled: false },
    afterRestore: async () => await derive?.() ?? true,
    interruption,
  });
}

function isMissing({ id, status }: Prerequisite): boolean {
  return NEEDED.has(id) && status !== "met";
}

const NO_CONSENT_TO_MEASURE: Problem = {
  code: "consent/refused",
  message: "Nothing was measured: nobody agreed to switching behavior monitoring off and on",
  hint: "Give --yes, or measure the device as it is with --arm current",
};
