// Prerequisites as a person reads them in a terminal: a table by group, what is in the way first and each cause with
// what could not be read because of it; what only a person knows in a group of its own.
import { hangLines } from "../../harness/model/text/hang_lines.ts";
import { type Prerequisite, PREREQUISITE_IDS, waiverInWords } from "../../harness/model/prerequisite.ts";
import { remedyCommand } from "../../harness/model/remedy.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import type { Style } from "../../harness/model/text/style.ts";
import { type Cause, groupPrerequisites } from "../views/group_prerequisites.ts";

/** How the table is shown. */
export interface ChecklistStyle {
  readonly style: Style;
  /** Width of the window; undefined: lines stay whole. */
  readonly columns: number | undefined;
}

const MARGIN = "  ";
const STATUS_CELLS = "unknown".length + 2;
const ID_CELLS = Math.max(...PREREQUISITE_IDS.map((id) => id.length)) + 2;
const DETAIL_AT = MARGIN.length + STATUS_CELLS + ID_CELLS;

/** All prerequisites, group by group. */
export function checklist(
  prerequisites: readonly Prerequisite[],
  shown: ChecklistStyle,
): readonly string[] {
  const { met } = groupPrerequisites(prerequisites);
  return [
    ...openPrerequisites(prerequisites, shown),
    ...group("Met", met.flatMap((one) => rowOf(one, shown)), shown),
  ];
}

/** Those that do not hold, are not known, are waived or attested. */
export function openPrerequisites(
  prerequisites: readonly Prerequisite[],
  shown: ChecklistStyle,
): readonly string[] {
  const { inTheWay, waived, recommended, attested } = groupPrerequisites(prerequisites);
  const causes = (all: readonly Cause[]) => all.flatMap((cause) => causeLines(cause, shown));
  return [
    ...group("In the way", causes(inTheWay), shown),
    ...group("Waived", waived.flatMap((one) => rowOf(one, shown)), shown),
    ...group("Recommended, in nobody's way", causes(recommended), shown),
    ...group(
      "Attested by a person, since no command shows it",
      attested.flatMap((one) => rowOf(one, shown)),
      shown,
    ),
  ];
}

function group(title: string, lines: readonly string[], { style }: ChecklistStyle): readonly string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines];
}

function causeLines({ one, unread }: Cause, shown: ChecklistStyle): readonly string[] {
  if (unread.length === 0) return rowOf(one, shown);
  const ids = unread.map(({ id }) => id).join(", ");
  return [
    ...rowOf(one, shown),
    ...below(`${unread.length} more could not be read because of it: ${ids}`, shown),
  ];
}

function rowOf(one: Prerequisite, shown: ChecklistStyle): readonly string[] {
  const { style, columns } = shown;
  const { id, status, detail, waiver, remedy } = one;
  const head = `${MARGIN}${emphasised(one, style)}${" ".repeat(STATUS_CELLS - status.length)}${
    style.bold(id)
  }${" ".repeat(ID_CELLS - id.length)}`;
  return [
    ...hangLines(head, printableLine(detail), { columns, indent: DETAIL_AT }),
    ...(waiver === null ? [] : below(`waived: ${printableLine(waiverInWords(waiver))}`, shown)),
    ...(remedy === null ? [] : remedyLines(remedy, shown)),
  ];
}

/** A command is pasted: it stands on a line of its own and is not broken. */
function remedyLines(remedy: string, shown: ChecklistStyle): readonly string[] {
  const { style } = shown;
  const text = printableLine(remedy);
  if (remedyCommand(remedy) === null) return below(`${style.cyan("remedy:")} ${text}`, shown);
  return [`${MARGIN}${" ".repeat(STATUS_CELLS)}remedy: ${style.cyan(text)}`];
}

function below(text: string, { columns }: ChecklistStyle): readonly string[] {
  const indent = MARGIN.length + STATUS_CELLS;
  return hangLines(" ".repeat(indent), text, { columns, indent });
}

function emphasised({ status, severity, waiver }: Prerequisite, style: Style): string {
  if (status === "met") return style.green(status);
  return status === "unmet" && waiver === null && severity === "required"
    ? style.red(status)
    : style.yellow(status);
}
