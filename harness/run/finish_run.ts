// What is left once the device was put back: reports, checksums, the exit code. Nothing in here may hide that the
// device was not restored.
import { EXIT_CODE, type ExitCode } from "../model/exit_code.ts";
import { toProblem } from "../model/harness_error.ts";
import type { RestoreRecord, RunRecord } from "../model/record/run_record.ts";
import { restoreCommand } from "../model/text/command_with.ts";
import type { Host } from "../ports/host.ts";

/** One thing to do; gives how much of it failed, or nothing. */
export type ClosingStep = () => Promise<number | void> | number | void;

/** How a run ended. */
export interface RunEnd {
  readonly host: Pick<Host, "terminal">;
  readonly record: Pick<RunRecord, "exitCode"> & { readonly device: Pick<RunRecord["device"], "chosenBy"> };
  readonly restored: RestoreRecord;
  /** Done in order, each of them whatever became of those before. */
  readonly steps: readonly ClosingStep[];
}

/** Does all steps and gives the exit code. Never throws. */
export async function finishRun({ host, record, restored, steps }: RunEnd): Promise<ExitCode> {
  let failures = 0;
  for (const step of steps) {
    try {
      failures += await step() ?? 0;
    } catch (thrown) {
      failures += 1;
      tell(host, thrown);
    }
  }
  if (restored.status === "failed") {
    // Said whatever else is printed: reports may have failed, and --quiet and --json leave the summary out.
    const whatToDo = `${restored.detail}. Run "${restoreCommand(record.device.chosenBy)}" [restore/failed]`;
    write(host, `bmverify: The device may not be as it was found. ${whatToDo}\n`);
    return EXIT_CODE.notRestored;
  }
  return record.exitCode === EXIT_CODE.pass && failures > 0
    ? EXIT_CODE.internal
    : record.exitCode as ExitCode;
}

function tell(host: Pick<Host, "terminal">, thrown: unknown): void {
  const { code, message, hint } = toProblem(thrown);
  write(host, `bmverify: ${message}. ${hint} [${code}]\n`);
}

function write({ terminal }: Pick<Host, "terminal">, text: string): void {
  try {
    terminal.writeError(text);
  } catch {
    // A terminal that is gone cannot be told anything.
  }
}
