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
    const run = await openRun(host, { folder, unverified: false }).catch((error) => {
      throw ofRecording(error, { file, folder });
    });
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

/** What was found is true of the archive; the folder that it was unpacked to is gone when somebody reads of it. */
function ofRecording(
  error: unknown,
  { file, folder }: { readonly file: string; readonly folder: string },
): unknown {
  if (!(error instanceof HarnessError)) return error;
  const message = error.message.replaceAll(`bundle "${folder}"`, `recording "${file}"`).replaceAll(
    folder,
    file,
  );
  return new HarnessError(error.code, message, {
    hint:
      'Get it again from whoever made it, and compare its SHA-256 with the one that "bmverify record" printed',
    cause: error,
  });
}
