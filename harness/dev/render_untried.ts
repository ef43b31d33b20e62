// What the papers say of assumptions that no Mac has confirmed yet. README names those that verdicts rest on by their
// ids; FIRST_MAC.md has these as sentences, and the others by their ids.
import type { Assumption } from "../selftest/assumption.ts";

const BEGIN = "<!-- generated from the assumptions of selftest -->";
const END = "<!-- end of what is generated -->";

/** The paper with the part between its two marks made anew; throws when it has none. */
export function renderUntried(
  paper: string,
  assumptions: readonly Assumption[],
  { inShort = false }: { readonly inShort?: boolean } = {},
): string {
  const [from, to] = [paper.indexOf(BEGIN), paper.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`The paper does not have "${BEGIN}" and "${END}"`);
  return `${paper.slice(0, from)}${BEGIN}\n\n${inShort ? sentencesOf(assumptions) : listOf(assumptions)}\n\n${
    paper.slice(to)
  }`;
}

interface Untried {
  /** Tried by `selftest`, and a verdict rests on them. */
  readonly bearing: readonly Assumption[];
  readonly others: readonly Assumption[];
  /** Seen by a person only. */
  readonly byPeople: readonly Assumption[];
}

function untriedOf(assumptions: readonly Assumption[]): Untried {
  const onMac = assumptions.filter(({ platform }) => platform !== "linux");
  const tried = onMac.filter(({ probe }) => probe !== null);
  return {
    bearing: tried.filter(({ verdictsRestOnIt }) => verdictsRestOnIt),
    others: tried.filter(({ verdictsRestOnIt }) => !verdictsRestOnIt),
    byPeople: onMac.filter(({ probe }) => probe === null),
  };
}

function sentencesOf(assumptions: readonly Assumption[]): string {
  const { bearing, others, byPeople } = untriedOf(assumptions);
  return `Verdicts rest on ${bearing.length} assumptions that \`bmverify selftest\` tries: ${
    idsOf(bearing)
  }. ` +
    `No program can try ${byPeople.length}, a person sees them: ${idsOf(byPeople)}. ` +
    `Figures and the record rest on ${others.length} more.`;
}

function listOf(assumptions: readonly Assumption[]): string {
  const { bearing, others, byPeople } = untriedOf(assumptions);
  return [
    `Verdicts rest on ${bearing.length} assumptions that \`bmverify selftest\` tries:`,
    "",
    ...bearing.map(({ id, belief }) => `- \`${id}\`: ${belief}.`),
    "",
    `No program can try ${byPeople.length}; a person sees them so:`,
    "",
    ...byPeople.map(({ id, belief, method }) => `- \`${id}\`: ${belief} (${method}).`),
    "",
    `Figures and the record rest on ${others.length} more: ${idsOf(others)}.`,
  ].join("\n");
}

function idsOf(assumptions: readonly Assumption[]): string {
  return assumptions.map(({ id }) => `\`${id}\``).join(", ");
}
