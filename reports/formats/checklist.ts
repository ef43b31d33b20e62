// Prerequisites as a person reads them in a terminal: status, value that decided, and what mends it.
import { type Prerequisite, waiverInWords } from "../../harness/model/prerequisite.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import type { Style } from "../../harness/model/text/style.ts";

const INDENT = "  ";

/** All prerequisites, those that are met on one line each. */
export function checklist(prerequisites: readonly Prerequisite[], style: Style): readonly string[] {
  return prerequisites.flatMap((one) => checklistEntry(one, style));
}

/** One prerequisite, with its waiver and remedy. */
export function checklistEntry(one: Prerequisite, style: Style): readonly string[] {
  const head = `${INDENT}${status(one, style)}  ${style.bold(one.id)}  ${printableLine(one.detail)}`;
  return [
    head,
    ...(one.waiver === null ? [] : [`${INDENT}${INDENT}waived: ${printableLine(waiverInWords(one.waiver))}`]),
    ...(one.remedy === null ? [] : [`${INDENT}${INDENT}remedy: ${style.cyan(printableLine(one.remedy))}`]),
  ];
}

function status({ status, severity, waiver }: Prerequisite, style: Style): string {
  if (status === "met") return style.green(status);
  const blocks = status === "unmet" && waiver === null && severity === "required";
  return `${blocks ? style.red(status) : style.yellow(status)} (${severity})`;
}
