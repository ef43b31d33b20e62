// `verify --device recorded:FILE`: a recorded run told again to an audience at its own pace, judged from its evidence by
// today's rules. Nothing is asked, triggered or changed.
import { verdictLine } from "../../../reports/terminal/console.ts";
import { narrateEnd } from "../../../reports/terminal/narrate_end.ts";
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import { EXIT_CODE, type ExitCode, exitCodeOf } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { Host } from "../../ports/host.ts";
import { rejudged } from "../read/judge_command.ts";
import { writeStoredReports } from "../report/write_stored_reports.ts";
import { createStyle } from "../showing/create_style.ts";
import { showingOf } from "../showing/showing.ts";
import type { VerifyOptions } from "../verify/verify_plan.ts";
import { DEFAULT_DEADLINE_MS } from "../words/run_options.ts";
import { narrateAgain } from "./narrate_again.ts";
import { openRecording } from "./open_recording.ts";
import { jsonText } from "../../model/text/printable.ts";

/**
 * Plays it: the exit code is that of the verdict.
 *
 * @throws HarnessError `usage/invalid`, `report/unknown-reporter`, and what {@linkcode openRecording} refuses.
 */
export async function playRecording(host: Host, file: string, options: VerifyOptions): Promise<ExitCode> {
  refuseIdleWords(options);
  const reporters = selectReporters(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter);
  const showing = showingOf(options, host.facts.colour);
  const recording = await openRecording(host, file);
  try {
    const { run, notice } = recording;
    const events = await rejudged(run);
    const record = foldRun(events);
    const style = await createStyle(showing.colour);
    const shown = { style, columns: host.facts.columns };
    const place = `${options.out}/recorded-${record.runId}`;
    if (showing.meanwhile === "narration") {
      host.terminal.write(`${style.yellow(notice)}\n`);
      await narrateAgain(host, events, { style, step: showing.step });
      const end = narrateEnd(record, { ...shown, reportPath: place });
      host.terminal.write(`${[...end, "", verdictLine(record, shown)].join("\n")}\n`);
    }
    const told = showing.end === "summary" ? selectReporters(["console"]) : [];
    const written = reporters.filter(({ fileName, name }) => fileName !== null && name !== "console");
    const failures = await writeStoredReports(host, {
      bundle: run.bundle,
      record,
      reporters: [...told, ...written],
      place,
      colour: options.color,
    });
    if (showing.end === "record") host.terminal.write(`${jsonText(record)}\n`);
    if (showing.end === "line") host.terminal.write(`RECORDED ${record.verdict} ${record.reason}\n`);
    return failures > 0 && record.verdict === "pass" ? EXIT_CODE.internal : exitCodeOf(record);
  } finally {
    await recording.close();
  }
}

/** What would act on a device, or on how it is judged there, does nothing on a recording, and is refused. */
function refuseIdleWords(options: VerifyOptions): void {
  const isGiven: Readonly<Record<string, boolean>> = {
    "--policy": options.policy !== "auto",
    "--attest": options.attest.length > 0,
    "--waive": options.waive.length > 0,
    "--scenario": options.scenario.length > 0,
    "--repeats": options.repeats > 1,
    "--deadline": options.deadlineMs !== DEFAULT_DEADLINE_MS,
    "--grace": options.graceMs !== undefined,
    "--settle": options.settleMs !== undefined,
    "--dry-run": options.dryRun === true,
    "--as-published": options.asPublished === true,
    "--leave-enabled": options.leaveEnabled === true,
    "--restore-first": options.restoreFirst === true,
    "--sign": options.sign !== undefined,
    "--measure": options.measure === true,
    "--workload": options.workload.length > 0,
    "--blocks": options.blocks !== undefined,
    "--block-seconds": options.blockMs !== undefined,
    "--rate": options.rate !== undefined,
    "--quick": options.quick === true,
    "--budget": options.budget.length > 0,
    "--redact": options.redact === true,
  };
  const idle = Object.keys(isGiven).find((word) => isGiven[word]);
  if (idle === undefined) return;
  throw new HarnessError("usage/invalid", `Cannot use ${idle}: a recording is played as it was made`, {
    hint: `Leave ${idle} out`,
  });
}
