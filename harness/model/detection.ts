// One entry of the agent's threat list.

/** A detection, as `bmverify parse threats` prints it. The agent calls it a threat; that word stays in the parser. */
export interface Detection {
  readonly id: string | null;
  /** As printed, but without a blank after the colon: `Behavior:MacOS/MacOSChangeFileTest`. */
  readonly name: string;
  readonly type: string | null;
  readonly status: string | null;
  /**
   * ISO 8601: local time without a zone (text) or with `Z` (JSON), one-second resolution. It bounds when the entry can
   * have come about; no duration is taken from it.
   */
  readonly detectedAt: string | null;
}
