// Which scenarios of a catalogue a run takes: those asked for by id or glob, or the default ones.
import { HarnessError } from "../harness/model/harness_error.ts";
import { matchesGlob } from "../harness/model/text/matches_glob.ts";
import { nearestWord } from "../harness/model/text/nearest_word.ts";
import type { Scenario } from "../harness/model/scenario.ts";

/**
 * Scenarios that match any of the patterns, each once, in the order of the catalogue. In a pattern `*` stands for
 * any characters and `?` for one. Without patterns: those that run by default.
 *
 * @throws HarnessError `scenario/unknown` when a pattern matches none.
 */
export function selectScenarios(
  catalogue: readonly Scenario[],
  patterns: readonly string[],
): readonly Scenario[] {
  if (patterns.length === 0) return catalogue.filter((scenario) => scenario.runsByDefault);
  for (const pattern of patterns) {
    if (!catalogue.some(({ id }) => matchesGlob(id, pattern))) throw unknownScenario(pattern, catalogue);
  }
  return catalogue.filter(({ id }) => patterns.some((pattern) => matchesGlob(id, pattern)));
}

function unknownScenario(pattern: string, catalogue: readonly Scenario[]): HarnessError {
  const ids = catalogue.map(({ id }) => id);
  const nearest = nearestWord(pattern, ids) ?? nearestByLastPart(pattern, ids);
  const hint = nearest === null
    ? "List the scenarios with 'bmverify scenarios list'"
    : `Did you mean "${nearest}"? List the scenarios with 'bmverify scenarios list'`;
  return new HarnessError("scenario/unknown", `No scenario matches "${pattern}"`, { hint });
}

/** People leave out the part before the dot. */
function nearestByLastPart(pattern: string, ids: readonly string[]): string | null {
  const lastPart = (id: string): string => id.slice(id.indexOf(".") + 1);
  const nearest = nearestWord(lastPart(pattern), ids.map(lastPart));
  return ids.find((id) => lastPart(id) === nearest) ?? null;
}
