// What the README says of assumptions that no Mac has confirmed yet: those that verdicts rest on as sentences, the
// others by their ids.
import type { Assumption } from "../selftest/assumption.ts";

const BEGIN = "<!-- generated from the assumptions of selftest -->";
const END = "<!-- end of what is generated -->";

/** The paper with the part between its two marks made anew; throws when it has none. */
export function renderUntried(paper: string, assumptions: readonly Assumption[]): string {
  const [from, to] = [paper.indexOf(BEGIN), paper.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`The paper does not have "${BEGIN}" and "${END}"`);
  return `${paper.slice(0, from)}${BEGIN}\n\n${listOf(assumptions)}\n\n${paper.slice(to)}`;
}

function listOf(assumptions: readonly Assumption[]): string {
  const onMac = assumptions.filter(({ platform }) => platform !== "linux");
  const tried = onMac.filter(({ probe }) => probe !== null);
  const bearing = tried.filter(({ verdictsRestOnIt }) => verdictsRestOnIt);
  const others = tried.filter(({ verdictsRestOnIt }) => !verdictsRestOnIt);
  const byPeople = onMac.filter(({ probe }) => probe === null);
  return [
    `Verdicts rest on ${bearing.length} assumptions that \`bmverify selftest\` tries:`,
    "",
    ...bearing.map(({ id, belief }) => `- \`${id}\`: ${belief}.`),
    "",
    `No program can try ${byPeople.length}; a person sees them so:`,
    "",
    ...byPeople.map(({ id, belief, method }) => `- \`${id}\`: ${belief} (${method}).`),
    "",
    `Figures and the record rest on ${others.length} more: ${
      others.map(({ id }) => `\`${id}\``).join(", ")
    }.`,
  ].join("\n");
}
