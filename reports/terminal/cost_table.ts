// What a measurement found, for a terminal.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { costRows, isMainRow, MEDIANS_NOTE } from "../views/cost_rows.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import { hangLines } from "../../harness/model/text/hang_lines.ts";
import type { ReportContext } from "../views/reporter.ts";

const INDENT = "  ";
const WHAT_CELLS = 22;
const FIGURES_AT = 2 * INDENT.length + WHAT_CELLS + 1;

/** A heading and two lines for each row; empty for a run that measured nothing. */
export function renderCostTable(
  { measurement, measurements, blocks }: RunRecord,
  { style, columns }: Pick<ReportContext, "style" | "columns">,
): string {
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
  const under = (head: string, text: string, indent: number) => hangLines(head, text, { columns, indent });
  const lines = [...byWorkload].flatMap(([workload, rows]) => [
    `${INDENT}${style.bold(printableLine(workload))}`,
    ...rows.flatMap(({ what, off, on, effect }) => [
      ...under(
        `${INDENT}${INDENT}${printableLine(what).padEnd(WHAT_CELLS)} `,
        `${look}${isSingle ? on : `${off} → ${on}`}`,
        FIGURES_AT,
      ),
      ...under(" ".repeat(FIGURES_AT), printableLine(effect), FIGURES_AT),
    ]),
  ]);
  return [
    ...notices.flatMap((notice) => under("", style.yellow(printableLine(notice)), 0)),
    style.bold(isSingle ? "What the agent uses as the device is" : "Cost of behavior monitoring, off → on"),
    ...lines,
    ...(isSingle ? [] : under(INDENT, style.dim(MEDIANS_NOTE), INDENT.length)),
    "",
    "",
  ].join("\n");
}
