// How a file of a trigger is taken away: by a short-lived program of the system, never by the harness itself.

/**
 * The command that removes one file and follows no link. A rule that keys on who unlinks the file meets a helper that
 * can do nothing else, and not the harness, which has the device to put back.
 */
export function removalCommand(path: string): readonly [string, ...string[]] {
  return ["/bin/rm", "-f", "--", path];
}
