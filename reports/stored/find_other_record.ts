// Holds `run.json` against what the events come to.
import { canonical } from "../../harness/model/text/canonical.ts";
import type { CheckedRun } from "./read_record.ts";

/**
 * What in `run.json` is not what its events come to, as one sentence. Rules change from version to version: only the
 * version that wrote the record must come to the same; for another one the facts that are told at the start count.
 */
export function findOtherRecord({ record, stored }: CheckedRun, version: string): readonly string[] {
  if (stored === null) return [];
  const isOurs = record.tool.version === version;
  const names = (Object.keys(record) as (keyof typeof record)[]).filter((name) =>
    (isOurs || TOLD_AT_START.has(name)) && canonical(record[name]) !== canonical(stored[name])
  );
  if (names.length === 0) return [];
  const verdicts = names.includes("verdict")
    ? ` (${stored.verdict} there, ${record.verdict} by its events)`
    : "";
  return [`run.json is not what its events come to: it differs in ${names.join(", ")}${verdicts}`];
}

const TOLD_AT_START: ReadonlySet<string> = new Set([
  "tool",
  "simulated",
  "recorded",
  "policy",
  "options",
  "startedAt",
]);
