// What is taken for granted about the demonstration itself. Nothing is triggered to try it: runs of `verify` show it.
import type { Assumption } from "./assumption.ts";

const UNPUBLISHED = "Nobody has published it";

function shownByRuns(
  said: Pick<Assumption, "id" | "belief" | "method" | "source" | "verdictsRestOnIt">,
): Assumption {
  return { ...said, needs: "agent", platform: null, probe: null };
}

/** All of them. */
export const SHOWN_BY_RUNS: readonly Assumption[] = [
  shownByRuns({
    id: "guarded-demonstration",
    belief:
      "Files that are created exclusively and removed by a program of their own are to the agent what those of the published script are",
    method: "verify, and verify --as-published: both end with the same verdict",
    source: UNPUBLISHED,
    verdictsRestOnIt: true,
  }),
  shownByRuns({
    id: "demonstration-as-user",
    belief: "The demonstration is stopped whoever runs it, root or not",
    method: "verify, once with sudo and once without: both end with the same verdict",
    source: "The vendor's page always runs it with sudo, and does not say that it must",
    verdictsRestOnIt: true,
  }),
  shownByRuns({
    id: "repeated-demonstration",
    belief: "A demonstration that runs again makes a new entry in the list, or gives an old one a new time",
    method: "verify --repeats 3: each that is killed has an entry; where it has none the run is inconclusive",
    source: UNPUBLISHED,
    verdictsRestOnIt: false,
  }),
];
