// What a signature over a bundle states: an in-toto Statement v1 about `SHA256SUMS` with the test-result predicate
// (https://in-toto.io/attestation/test-result/v0.1).
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { parseBoundedJson } from "../../harness/model/text/parse_bounded_json.ts";

const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
const PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1";
const SUBJECT = "SHA256SUMS";

/** SHA-256 of the list of checksums and of the events. */
export interface BundleDigests {
  readonly sums: string;
  readonly events: string;
}

/**
 * The statement as JSON. Who reads nothing but `result` must not take for passed what is none: only a pass on a real
 * device is `PASSED`; a simulated or recorded one is `WARNED`, as is what was only measured, and what could not be
 * judged has `FAILED` to pass.
 */
export function testResultStatement(record: RunRecord, { sums, events }: BundleDigests): string {
  const { verdict, reason, simulated, runId, tool, scenarios } = record;
  const namesOf = (wanted: string) => scenarios.flatMap((one) => one.verdict === wanted ? [one.id] : []);
  return JSON.stringify({
    _type: STATEMENT_TYPE,
    subject: [{ name: SUBJECT, digest: { sha256: sums } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      result: resultOf(record),
      configuration: [{
        name: "events.ndjson",
        digest: { sha256: events },
        annotations: { verdict, reason, simulated, runId, tool: `${tool.name} ${tool.version}` },
      }],
      passedTests: namesOf("pass"),
      warnedTests: [...namesOf("inconclusive"), ...namesOf("skipped")],
      failedTests: namesOf("fail"),
    },
  });
}

function resultOf({ verdict, simulated, recorded }: RunRecord): "PASSED" | "WARNED" | "FAILED" {
  if (verdict === "measured") return "WARNED";
  if (verdict !== "pass") return "FAILED";
  return simulated || recorded ? "WARNED" : "PASSED";
}

/** Why a signed statement is not about this list of checksums; null when it is. */
export function findOtherSubject(payload: string, sumsSha256: string): string | null {
  let statement: unknown;
  try {
    statement = parseBoundedJson(payload);
  } catch {
    return "what is signed is no JSON";
  }
  if (typeof statement !== "object" || statement === null) return "what is signed is no statement";
  const { _type, predicateType, subject } = { ...statement } as Readonly<Record<string, unknown>>;
  if (_type !== STATEMENT_TYPE || predicateType !== PREDICATE_TYPE) return "what is signed is no test result";
  const digests = (Array.isArray(subject) ? subject : []).map((one) => one?.digest?.sha256);
  return digests.includes(sumsSha256) ? null : `what is signed is another ${SUBJECT} than the one beside it`;
}
