// Which words of the agent say that it stopped what it detected. Looked through on 2026-11-25; a word that is not in
// here proves nothing, since a list of all of them was never published.

/** Sources: a real list of macOS, the agent's user interface, programs and pages that name its statuses. */
const STOPPED: ReadonlySet<string> = new Set([
  // Seen in real lists of behavior monitoring and of the antivirus test (macOS 101.25062, 2025-08).
  "quarantined",
  // Read by a program written against the JSON form.
  "removed",
  // Named by the vendor's pages and user interface.
  "blocked",
  "remediated",
  "cleaned",
]);

/** Whether a status says that the agent stopped it. */
export function saysStopped(status: string): boolean {
  return STOPPED.has(status.trim().toLowerCase());
}
