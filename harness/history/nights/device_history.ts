// The nights of one device, out of the facts of many runs.
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { EVIDENCE_KINDS, type EvidenceKind } from "../../../reports/facts/evidence_kind.ts";

/** Somebody's word that from this run on the series is as it should be. */
export interface Acceptance {
  readonly evidence: EvidenceKind;
  readonly device: string;
  /** The run with which the new segment starts. */
  readonly run: string;
  readonly because: string;
  readonly who: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** All runs of one device and one kind of evidence. */
export interface DeviceHistory {
  readonly evidence: EvidenceKind;
  readonly device: string;
  /** At least one, oldest first. */
  readonly nights: readonly FactsOfRun[];
  readonly accepted: readonly Acceptance[];
}

/**
 * Histories of all devices, real ones first. A night in which the agent gave no GUID belongs to the device with the same
 * host name where there is just one.
 */
export function deviceHistories(
  runs: readonly FactsOfRun[],
  accepted: readonly Acceptance[] = [],
): readonly DeviceHistory[] {
  const owner = ownersByName(runs);
  const groups = Map.groupBy(runs, ({ run }) => {
    const { evidence, device, deviceFrom, hostName } = run;
    const known = deviceFrom === "host-name" ? owner.get(JSON.stringify([evidence, hostName])) : undefined;
    return JSON.stringify([evidence, known ?? device]);
  });
  return [...groups].map(([key, nights]): DeviceHistory => {
    const [evidence, device]: [EvidenceKind, string] = JSON.parse(key);
    const isOurs = (one: Acceptance) => one.evidence === evidence && one.device === device;
    return { evidence, device, nights: nights.toSorted(byStart), accepted: accepted.filter(isOurs) };
  }).toSorted((a, b) =>
    EVIDENCE_KINDS.indexOf(a.evidence) - EVIDENCE_KINDS.indexOf(b.evidence) || compare(a.device, b.device)
  );
}

/** The GUID that alone has a host name. */
function ownersByName(runs: readonly FactsOfRun[]): ReadonlyMap<string, string> {
  const owners = new Map<string, Set<string>>();
  for (const { run: { evidence, device, deviceFrom, hostName } } of runs) {
    if (deviceFrom !== "machine-guid" || hostName === null) continue;
    const key = JSON.stringify([evidence, hostName]);
    owners.set(key, (owners.get(key) ?? new Set()).add(device));
  }
  return new Map([...owners].flatMap(([name, devices]) => {
    const [device] = devices;
    return devices.size === 1 && device !== undefined ? [[name, device] as const] : [];
  }));
}

function byStart(a: FactsOfRun, b: FactsOfRun): number {
  return Date.parse(a.run.started) - Date.parse(b.run.started) || compare(a.run.run, b.run.run);
}

/** By code units: the order must not depend on anybody's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The nights since the last acceptance: what a gate looks back on. */
export function acceptedNights({ nights, accepted }: DeviceHistory): readonly FactsOfRun[] {
  const starts = accepted.map(({ run }) => nights.findIndex((night) => night.run.run === run));
  return nights.slice(Math.max(0, ...starts));
}

/** The last night. */
export function lastNight({ nights }: Pick<DeviceHistory, "nights">): FactsOfRun {
  const last = nights.at(-1);
  if (last === undefined) throw new RangeError("Cannot take the last of no nights");
  return last;
}
