// What a process list and the agent's own scan counters say about processes.

/** One line of a process list, as `bmverify parse ps` prints it. `name` is the exact basename of `path`. */
export interface ProcessSample {
  readonly pid: number;
  readonly name: string;
  readonly path: string;
  /** Cumulative user and system time; null where the list does not carry it. */
  readonly cpuTimeMs: number | null;
  /** Resident set; null where the list does not carry it. */
  readonly rssBytes: number | null;
}

/** One entry of `diagnostic behavior-monitoring-statistics`, as far as it can be read. */
export interface BehaviorCounter {
  readonly pid: number | null;
  readonly name: string | null;
  readonly path: string | null;
  /** What is counted, in the agent's own words. */
  readonly counts: Readonly<Record<string, number>>;
}

/** One entry of `diagnostic real-time-protection-statistics`, as `bmverify parse rtp-statistics` prints it. */
export interface ScanStatistics {
  readonly pid: number;
  readonly name: string | null;
  readonly path: string | null;
  readonly filesScanned: number;
  readonly scanTimeNs: number;
  readonly maxFileScanTimeNs: number | null;
  readonly active: boolean | null;
}
