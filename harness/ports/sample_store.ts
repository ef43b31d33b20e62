// Where every sample goes, so that nothing of a long measurement has to stay in memory.

/** Appends lines to `samples.ndjson` of the bundle. */
export interface SampleStore {
  /** @throws HarnessError `output/not-writable`. */
  append(lines: string): Promise<void>;
}
