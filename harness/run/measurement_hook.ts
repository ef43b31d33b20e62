// The measurement inside a `verify` run: planned before the device is touched, measured between scenarios and restore.
import type { Journal } from "./setting/journal.ts";
import type { Interruption } from "../ports/run_ports.ts";
import { type Derive, measureArms, type PlannedMeasurement } from "./measuring/measure_arms.ts";
import type { MeasurementPorts } from "../ports/measurement_ports.ts";
import type { Bundle, RunLog } from "../ports/bundle.ts";
import type { Host } from "../ports/host.ts";
import { measurementPlace } from "./measuring/measurement_place.ts";
import { type ChosenDevice, openDevice } from "./open_device.ts";

/** What a measurement needs of the machine. */
export type MeasuringHost =
  & Parameters<typeof openDevice>[0]
  & Pick<Host, "samplerStarter" | "programHolder" | "loadWorkloadRunner" | "facts" | "pid">;

/** What is measured, and where. */
export interface MeasurementHook {
  readonly host: MeasuringHost;
  readonly device: ChosenDevice;
  readonly bundle: Bundle;
  readonly log: RunLog;
  readonly planned: PlannedMeasurement;
  readonly interruption: Interruption;
}

/** The ports of a measurement on this host. */
export async function measurementPorts(
  { host, device, bundle, log, interruption }: Omit<MeasurementHook, "planned">,
): Promise<MeasurementPorts> {
  return {
    device: openDevice(host, device, bundle.evidence, interruption.signal),
    clock: host.clock,
    log,
    evidence: bundle.evidence,
    commandRunner: host.commandRunner,
    samplerStarter: host.samplerStarter,
    programHolder: host.programHolder,
    samples: bundle.samples,
    workloadRunner: await host.loadWorkloadRunner(),
  };
}

/** Measures with the journal of the run that it is part of. */
export function measurementHook(hook: MeasurementHook): (journal: Journal) => Promise<Derive> {
  const { host, device, planned, interruption } = hook;
  return async (journal) =>
    await measureArms(await measurementPorts(hook), {
      ...planned,
      place: measurementPlace(host, { device, planned }),
      journal,
      interruption,
    });
}
