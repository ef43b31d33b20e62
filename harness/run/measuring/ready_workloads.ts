// The workloads that can run here, with their scripts; the others are skipped with the reason.
import type { MeasurementOutcome } from "../../model/record/measurement.ts";
import type { WorkloadRunner } from "../../ports/workload_runner.ts";
import { workloadOf } from "../../cost/workloads/catalogue.ts";
import type { Workload, WorkloadId, WorkloadScripts } from "../../cost/workloads/workload.ts";

/** A workload that can run here. */
export interface ReadyWorkload {
  readonly workload: Workload;
  /** Null for the workload that does nothing. */
  readonly scripts: WorkloadScripts | null;
}

/** What can run, by name, and what cannot. */
export interface WorkloadsHere {
  readonly ready: ReadonlyMap<string, ReadyWorkload>;
  readonly skipped: MeasurementOutcome["skipped"];
}

/** Looks for the programs that workloads need. */
export async function readyWorkloads(
  runner: Pick<WorkloadRunner, "findTool">,
  workloads: readonly WorkloadId[],
  settings: { readonly seed: number; readonly scale: number },
): Promise<WorkloadsHere> {
  const ready = new Map<string, ReadyWorkload>();
  const skipped: MeasurementOutcome["skipped"][number][] = [];
  for (const id of workloads) {
    const workload = workloadOf(id);
    const tool = workload.tools.length === 0 ? null : await runner.findTool(workload.tools);
    if (workload.tools.length > 0 && tool === null) {
      const names = workload.tools.join(", ");
      const reason = workload.tools.length === 1
        ? `${names} is not installed`
        : `none of ${names} is installed`;
      skipped.push({ workload: id, reason });
    } else {
      ready.set(id, { workload, scripts: workload.scripts({ ...settings, tool }) });
    }
  }
  return { ready, skipped };
}

/** What was run, for a reader who knows none of the names. */
export function describeWorkloads({ ready }: WorkloadsHere): MeasurementOutcome["workloads"] {
  return [...ready.values()].map(({ workload: { id, title, complaint }, scripts }) => ({
    id,
    title,
    size: scripts?.size ?? null,
    complaint,
  }));
}
