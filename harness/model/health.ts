// What `mdatp health` tells, in the harness's names, which are those of `bmverify parse health`. What the agent does not print is null.
import type { OnOff } from "./on_off.ts";

/** A value that a management profile may set; `managed` tells whether one does.*/
export interface Managed<T> {
  readonly value: T;
  readonly managed: boolean;
}

/** Agent health. Absent keys are null; keys nobody knows are kept, as printed, in `other`. */
export interface Health {
  readonly healthy: boolean | null;
  readonly healthIssues: readonly string[] | null;
  readonly licensed: boolean | null;
  /** Null when absent or when the agent prints `unavailable` (not onboarded). */
  readonly orgId: string | null;
  readonly machineGuid: string | null;
  readonly edrMachineId: string | null;
  readonly appVersion: string | null;
  readonly engineVersion: string | null;
  readonly releaseRing: string | null;
  /** ISO 8601; with `Z` when the agent gave epoch milliseconds, without zone when it printed local time. */
  readonly productExpiration: string | null;
  readonly behaviorMonitoring: Managed<OnOff> | null;
  readonly realTimeProtectionEnabled: Managed<boolean> | null;
  readonly realTimeProtectionAvailable: boolean | null;
  readonly cloudEnabled: Managed<boolean> | null;
  readonly passiveModeEnabled: Managed<boolean> | null;
  /** `real_time`, `on_demand`, `passive`, `audit`; the agent's `antivirus_enforcement_level`. */
  readonly enforcementLevel: Managed<string> | null;
  readonly fullDiskAccessEnabled: boolean | null;
  readonly tamperProtection: Managed<string> | null;
  readonly troubleshootingMode: boolean | null;
  /** `up_to_date`, `updating`, … in snake case, also when JSON spells it `upToDate`. */
  readonly definitionsStatus: string | null;
  readonly definitionsUpdatedMinutesAgo: number | null;
  readonly conflictingApplications: readonly string[] | null;
  readonly managedBy: string | null;
  /** An `ATTENTION: …` line in front of the output, without the word. */
  readonly banner: string | null;
  readonly other: Readonly<Record<string, unknown>>;
}

/** One section of `mdatp health --details SECTION`: keys as the agent prints them, values decoded. */
export type HealthDetails = Readonly<
  Record<string, { readonly value: unknown; readonly managed: boolean }>
>;

/** What the agent printed for a key without its being understood; null when it printed no such key. */
export function printedValue({ other }: Health, key: string): unknown {
  const plain = (name: string): string => name.replaceAll("_", "").toLowerCase();
  const found = Object.entries(other).find(([name]) => plain(name) === plain(key));
  if (found === undefined) return null;
  const [, printed] = found;
  const isWrapped = typeof printed === "object" && printed !== null && "value" in printed;
  return (isWrapped ? printed.value : printed) ?? "";
}
