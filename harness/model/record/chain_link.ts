// How the lines of a bundle hold on to each other. Each line of `events.ndjson` and of `evidence/index.ndjson` carries the
// digest of the line before it; events carry that of the newest answer kept, and an answer those of its files.

/** What a line says of the one before it. */
interface ChainLink {
  /** SHA-256 of the line before, without its line end; null in the first line. */
  readonly previous: string | null;
}

/** What a line of `events.ndjson` carries beside its event. */
export interface EventLink extends ChainLink {
  /** SHA-256 of the last line of `evidence/index.ndjson` when the event was written; null while there was none. */
  readonly newestAnswer: string | null;
}

/** What a line of `evidence/index.ndjson` carries beside its entry: the digests of its files, null without a file. */
export interface EvidenceLink extends ChainLink {
  readonly stdoutSha256: string | null;
  readonly stderrSha256: string | null;
}
