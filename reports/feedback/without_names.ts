// Takes out of texts what says whose device it was. Unlike a redacted bundle, nothing here has to be told apart later, so
// plain words stand where names were.
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { createRedactor, findSecrets } from "../stored/redact.ts";

const PSEUDONYM = /\b(org|machine|host|user|path)-[0-9a-f]{8}\b/g;
const LOCAL_PATH = /(?<![\w:/.~-])~?\/[^\s"'`),;:|]*[^\s"'`),;:|.]/g;

/** A function that replaces identifiers and names of the record by `(host)` and the like, and paths by `(path)`. */
export function withoutNames(record: RunRecord): (text: string) => string {
  // The pseudonyms do not stay, so the key need not be secret.
  const redact = createRedactor({ secrets: findSecrets(record, []), key: record.runId });
  return (text) => redact(text).replace(LOCAL_PATH, "(path)").replace(PSEUDONYM, "($1)");
}
