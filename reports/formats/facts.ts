// The run as flat rows for what reads many runs: histories, fleets, tables. One JSON object a line.
import { factLines, factsOf } from "../facts/facts_of.ts";
import type { Reporter } from "../views/reporter.ts";

/** `facts`: `facts.ndjson`. */
export const factsReporter: Reporter = {
  name: "facts",
  fileName: "facts.ndjson",
  readers: "`bmverify history`, fleets and databases: flat rows, see `facts/README.md`",
  render: (record) => factLines(factsOf(record)),
};
