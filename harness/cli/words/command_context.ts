// What every command gets: the machine (loaded late, so that help and version stay quick) and the way to end.
import type { ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";

/** Hands the machine to the commands and takes their exit code. */
export interface CommandContext {
  readonly loadHost: () => Promise<Host>;
  /** Where the last exit code said goes; the composition reads it at the end. */
  readonly end: (code: ExitCode) => void;
}
