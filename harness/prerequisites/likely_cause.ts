// The likely causes of silence as text, for the explanation of a verdict.
import { likelyCauses, type SeenInRun } from "../model/likely_causes.ts";
import type { Prerequisite } from "../model/prerequisite.ts";

/** For the explanation of `not-detected`: the first cause, then the others in order. */
export function likelyCause(prerequisites: readonly Prerequisite[], seen: SeenInRun): string {
  const [first, ...others] = likelyCauses(prerequisites, seen).map(({ text }) => text);
  const rest = others.map((cause, index) => `(${index + 2}) ${cause}`).join("; ");
  return `Most likely: ${first}. Other causes, in order: ${rest}`;
}
