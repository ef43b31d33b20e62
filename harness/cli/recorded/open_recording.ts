// A recording, opened: unpacked, checked as every stored run is, and ready to answer as the device did.
import { noticeOf } from "../../../reports/views/notice_of.ts";
import { RecordedAnswers } from "../../device/recorded/recorded_answers.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { Host } from "../../ports/host.ts";
import { type OpenedRun, openRun } from "../open_run.ts";

/** An opened recording; whoever opens it closes it. */
export interface OpenedRecording {
  readonly run: OpenedRun;
  readonly answers: RecordedAnswers;
  /** What stands in front of everything that is made from it. */
  readonly notice: string;
  close(): Promise<void>;
}

/**
 * Opens it.
 *
 * @throws HarnessError `recording/unreadable`, and what `openRun` refuses: a recording that was changed.
 */
export async function openRecording(host: Host, file: string): Promise<OpenedRecording> {
  const scratch = await host.makeScratch();
  try {
    const folder = await host.unpackArchive(file, scratch.folder);
    const run = await openRun(host, { folder, unverified: false });
    if (!run.record.recorded || run.files.seal === null) {
      throw new HarnessError("recording/unreadable", `Cannot read the recording "${file}": it holds a run`, {
        hint: 'A run is judged again with "bmverify judge", and a recording is made with "bmverify record"',
      });
    }
    return {
      run,
      answers: new RecordedAnswers(run.bundle),
      notice: noticeOf(run.record) ?? "",
      close: () => scratch.remove(),
    };
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
