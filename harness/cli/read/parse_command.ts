// `parse`: pasted or saved agent output as the harness's types.
import { isParseKind, PARSE_KINDS } from "../../device/parse_kind.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { didYouMean } from "../../model/text/did_you_mean.ts";
import type { Host } from "../../ports/host.ts";

/**
 * Runs `parse KIND FILE`: JSON on standard output.
 *
 * @throws HarnessError `usage/unknown`, `parse/input-unreadable`, or the code of the kind (`agent/…`).
 */
export async function parse(
  host: Pick<Host, "readInput" | "terminal">,
  kind: string,
  file: string,
): Promise<ExitCode> {
  if (!isParseKind(kind)) throw unknownKind(kind);
  const value = PARSE_KINDS[kind].parse(await host.readInput(file));
  host.terminal.write(`${JSON.stringify(value, null, 2)}\n`);
  return EXIT_CODE.pass;
}

function unknownKind(kind: string): HarnessError {
  return new HarnessError("usage/unknown", `Cannot parse the kind "${kind}": it is not known`, {
    hint: didYouMean(kind, Object.keys(PARSE_KINDS)),
  });
}
