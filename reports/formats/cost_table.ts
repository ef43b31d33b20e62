// What a measurement found, for a terminal.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { costRows, isMainRow, MEDIANS_NOTE } from "../views/cost_rows.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import type { Style } from "../../harness/model/text/style.ts";

const INDENT = "  ";

/** A heading and two lines for each row; empty for a run that measured nothing. */
export function renderCostTable({ measurement, measurements, blocks }: RunRecord, style: Style): string {
  if (measurement === null || measurements.length === 0) return "";
  const { plan, outcome } = measurement;
  const notices = [
    ...(plan.quick ? ["A QUICK LOOK, NOT EVIDENCE: fewer blocks than a comparison needs"] : []),
    ...(outcome?.complete === false ? [`INCOMPLETE: ${blocks.length} blocks were measured`] : []),
    ...(outcome?.incomparableBecause ?? []).map((why) => `NOT COMPARED: ${why}`),
    ...(outcome?.notes ?? []),
    ...(outcome?.skipped ?? []).map(({ workload, reason }) => `Workload ${workload} was skipped: ${reason}`),
  ];
  const look = plan.quick ? "quick look: " : "";
  const isSingle = plan.arms === "current";
  const main = measurements.filter(isMainRow);
  const byWorkload = Map.groupBy(costRows(main), ({ workload }) => workload);
  const lines = [...byWorkload].flatMap(([workload, rows]) => [
    `${INDENT}${style.bold(printableLine(workload))}`,
    ...rows.flatMap(({ what, off, on, effect }) => [
      `${INDENT}${INDENT}${printableLine(what).padEnd(22)} ${look}${isSingle ? on : `${off} → ${on}`}`,
      `${INDENT}${INDENT}${" ".repeat(22)} ${printableLine(effect)}`,
    ]),
  ]);
  return [
    ...notices.map((notice) => style.yellow(printableLine(notice))),
    style.bold(isSingle ? "What the agent uses as the device is" : "Cost of behavior monitoring, off → on"),
    ...lines,
    ...(isSingle ? [] : [`${INDENT}${style.dim(MEDIANS_NOTE)}`]),
    "",
    "",
  ].join("\n");
}
