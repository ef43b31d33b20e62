// `parse`: pasted or saved agent output as the harness's types.
import { isParseKind, PARSE_KINDS, parseAnyKind } from "../../device/parse_kind.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { didYouMean } from "../../model/text/did_you_mean.ts";
import type { Host } from "../../ports/host.ts";
import { openRecording } from "../recorded/open_recording.ts";
import { jsonText } from "../../model/text/printable.ts";

/**
 * Runs `parse [KIND] FILE`: JSON on standard output; where no kind is given, the one that was seen on standard error.
 *
 * @throws HarnessError `usage/unknown`, `usage/invalid`, `parse/input-unreadable`, or the code of the kind (`agent/…`).
 */
export async function parse(
  loadHost: () => Promise<ParseHost>,
  first: string,
  file: string | undefined,
): Promise<ExitCode> {
  // What was typed is looked at first: a wrong word needs no machine.
  if (file !== undefined && !isParseKind(first)) throw unknownKind(first);
  if (file === undefined && isParseKind(first)) throw missingFile(first);
  const host = await loadHost();
  const value = isParseKind(first)
    ? PARSE_KINDS[first].parse(await host.readInput(file ?? "-"))
    : await parseRecognised(host, first);
  host.terminal.write(`${jsonText(value)}\n`);
  return EXIT_CODE.pass;
}

/**
 * Runs `parse KIND --device recorded:FILE`: what the recorded device answered, as JSON.
 *
 * @throws HarnessError `usage/…`, `agent/not-asked`, and what no recording is.
 */
export async function parseRecorded(host: Host, kind: string, recording: string): Promise<ExitCode> {
  if (!isParseKind(kind)) throw unknownKind(kind);
  const { answers, notice, close } = await openRecording(host, recording);
  try {
    const words = PARSE_KINDS[kind].command.replace(/ \[.*$/, "").split(" ");
    const { stdout } = await answers.answerTo(words);
    host.terminal.writeError(`bmverify: ${notice}\n`);
    host.terminal.write(`${jsonText(PARSE_KINDS[kind].parse(stdout))}\n`);
    return EXIT_CODE.pass;
  } finally {
    await close();
  }
}

type ParseHost = Pick<Host, "readInput" | "terminal">;

async function parseRecognised(host: ParseHost, file: string): Promise<unknown> {
  const { kind, value } = parseAnyKind(await host.readInput(file));
  host.terminal.writeError(`bmverify: read as ${kind}\n`);
  return value;
}

function missingFile(kind: string): HarnessError {
  return new HarnessError("usage/invalid", `Cannot parse ${kind}: missing required argument 'file'`, {
    hint: `Write bmverify parse ${kind} FILE; a file of that name is ./${kind}`,
  });
}

function unknownKind(kind: string): HarnessError {
  return new HarnessError("usage/unknown", `Cannot parse the kind "${kind}": it is not known`, {
    hint: didYouMean(kind, Object.keys(PARSE_KINDS)),
  });
}
