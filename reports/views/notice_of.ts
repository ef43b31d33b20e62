// What every format says before anything else: that a record is not to be taken for one of a whole run of a real device.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { deviceNotice, type NoticedDevice } from "./device_notice.ts";

/** What must not be overlooked; null when there is nothing of the kind. */
export function noticeOf(record: NoticedDevice & NoticedRun): string | null {
  const notices = [unverifiedNotice(record), recordedNotice(record), deviceNotice(record)].filter((notice) =>
    notice !== null
  );
  return notices.length === 0 ? null : notices.join(". ");
}

type NoticedRun = Pick<RunRecord, "unverified" | "recorded" | "startedAt">;

/** What to say of a recording, in every format; null for a run. */
export function recordedNotice(
  { recorded, startedAt }: Pick<RunRecord, "recorded" | "startedAt">,
): string | null {
  return recorded
    ? `RECORDED on ${startedAt.slice(0, 10)}: shows what a device did then, not what it does now`
    : null;
}

const MOST_NAMED = 3;

/** What to say of a bundle that was changed, in every format; null for one in which no change was found. */
export function unverifiedNotice({ unverified }: Pick<RunRecord, "unverified">): string | null {
  if (unverified.length === 0) return null;
  const more = unverified.length - MOST_NAMED;
  const named = unverified.slice(0, MOST_NAMED).join("; ") + (more > 0 ? `; and ${more} more` : "");
  return `UNVERIFIED, the bundle was changed and nothing in it is to be believed: ${named}`;
}
