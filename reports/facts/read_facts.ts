// The one door to facts: whatever reads `facts.ndjson` believes only what came through here. Checks version, shape, keys,
// and that the rows of a run do not contradict each other. That nobody wrote them anew it cannot know: facts carry no seal.
import { z } from "zod";
import type { ErrorCode } from "../../harness/model/error_code.ts";
import { HarnessError } from "../../harness/model/harness_error.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import { parseBoundedJson } from "../../harness/model/text/parse_bounded_json.ts";
import { mapTexts } from "../stored/map_texts.ts";
import { type Fact, type FactsOfRun, partOf, type RunFact, runKey } from "./fact.ts";
import { factSchema } from "./fact_schema.ts";
import { FACTS_VERSION } from "./facts_version.ts";
import { findFactContradiction } from "./find_fact_contradiction.ts";

/** A file of facts as text. */
export interface FactsFile {
  /** What it is called where something is refused. */
  readonly name: string;
  readonly text: string;
}

/** A file is no larger: thousands of runs, and no disk or memory filled by somebody else. In characters. */
export const LARGEST_FACTS = 5_000_000;

/**
 * The runs of a file, in the order of their first rows. One row twice is one row. Texts are harmless to look at.
 *
 * @throws HarnessError `facts/schema-version` when a later version wrote it, `facts/invalid` when a line is no fact or
 * says what another one rules out, `facts/incomplete` when a line was cut or a run has no row of its own, `facts/conflict`
 * when one key has two values.
 */
export function readFacts({ name, text }: FactsFile): readonly FactsOfRun[] {
  if (text.length > LARGEST_FACTS) throw refusal("facts/invalid", name, "it is larger than 5 MB");
  if (!text.endsWith("\n")) {
    throw refusal("facts/incomplete", name, text === "" ? "it is empty" : "its last line was cut");
  }
  const runs = new Map<string, Map<string, Fact>>();
  text.split("\n").slice(0, -1).forEach((line, index) => {
    const fact = readLine(name, line, index);
    const rows = entryOf(runs, runKey(fact), () => new Map<string, Fact>());
    const part = `${fact.fact} ${partOf(fact)}`;
    const other = entryOf(rows, part, () => fact);
    if (other === fact || JSON.stringify(other) === JSON.stringify(fact)) return;
    throw refusal(
      "facts/conflict",
      name,
      `line ${index + 1} says other things of run ${fact.run}, ${part.trim()}`,
    );
  });
  return [...runs.values()].map((rows) => gather(name, [...rows.values()]));
}

function readLine(name: string, line: string, index: number): Fact {
  const where = `line ${index + 1}`;
  let value: unknown;
  try {
    value = parseBoundedJson(line);
  } catch {
    throw refusal("facts/invalid", name, `${where} is no JSON`);
  }
  refuseLater(name, value, where);
  const parsed = factSchema.safeParse(value);
  if (parsed.success) return mapTexts(parsed.data, (text) => printableLine(text));
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? "" : `${z.core.toDotPath(issue.path)}: `;
  throw refusal("facts/invalid", name, `${where} is no fact: ${place}${issue?.message ?? "unknown"}`);
}

/** Before its shape is looked at: of a later version nothing is known. */
function refuseLater(name: string, value: unknown, where: string): void {
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : null;
  if (typeof version !== "number" || version <= FACTS_VERSION) return;
  const why = `${where} has version ${version}, and this bmverify knows versions up to ${FACTS_VERSION}`;
  throw refusal("facts/schema-version", name, why);
}

function gather(name: string, rows: readonly Fact[]): FactsOfRun {
  const run = rows.find((row): row is RunFact => row.fact === "run");
  if (run === undefined) {
    throw refusal("facts/incomplete", name, `run ${rows[0]?.run} has no row of its own`);
  }
  const facts = {
    run,
    attempts: rows.filter((row) => row.fact === "attempt"),
    unmet: rows.filter((row) => row.fact === "unmet"),
    costs: rows.filter((row) => row.fact === "cost"),
  };
  const contradiction = findFactContradiction(facts);
  if (contradiction !== null) throw refusal("facts/invalid", name, `run ${run.run}: ${contradiction}`);
  return facts;
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const HINTS = {
  "facts/conflict": "Make the facts again from the bundles: bmverify report BUNDLE --reporter facts",
  "facts/incomplete": "Copy the file again, whole, or make it again: bmverify report BUNDLE --reporter facts",
  "facts/invalid": "Make the facts again from the bundle: bmverify report BUNDLE --reporter facts",
  "facts/schema-version": "Use the version of bmverify that wrote it, or a later one",
} as const satisfies Partial<Record<ErrorCode, string>>;

function refusal(code: keyof typeof HINTS, name: string, why: string): HarnessError {
  return new HarnessError(code, printableLine(`Cannot read the facts "${name}": ${why}`), {
    hint: HINTS[code],
  });
}
