// How a narrated run ends: why, the alert to look for, what to do next and where the report is.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { noticeOf } from "../views/notice_of.ts";
import { nextStepOf } from "../views/verdict_words.ts";
import type { Labelled } from "./labelled_lines.ts";
import { narratedLines, type NarrationStyle } from "./narrated_lines.ts";

/** Its lines. The verdict is not among them: whoever prints them says it last. */
export function narrateEnd(
  record: RunRecord,
  { style, columns, reportPath }: NarrationStyle & { readonly reportPath: string | null },
): readonly string[] {
  const notice = noticeOf(record);
  const alerts = new Set(
    record.scenarios.flatMap(({ portalAlert, attempts }) =>
      portalAlert !== null && attempts.some(({ detections }) => detections.length > 0) ? [portalAlert] : []
    ),
  );
  const { text, command } = nextStepOf(record);
  const isOver = alerts.size > 0 && record.verdict === "pass" && record.restore.status !== "failed";
  const lines: readonly Labelled[] = [
    ...(notice === null ? [] : [["Notice", notice] as const]),
    ["Because", record.explanation],
    ...[...alerts].map((alert): Labelled => [
      "Portal",
      record.simulated || record.recorded
        ? `On a real device the portal would now raise "${alert}"`
        : `Within some minutes the portal raises "${alert}"`,
    ]),
    ...(isOver ? [] : [["Next", text] as const]),
  ];
  const shown = { style, columns };
  return [
    "",
    style.bold("── Result ──"),
    ...lines.flatMap((line) => narratedLines(line, shown)),
    // To be pasted: never broken.
    ...(isOver || command === null ? [] : [`  ${style.cyan(command)}`]),
    ...(reportPath === null ? [] : narratedLines(["Report", reportPath], shown)),
  ];
}
