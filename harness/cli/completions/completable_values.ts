// The values that options and arguments take, by their names, for whoever completes them. Read where they stand, and
// only when a shell asks: loading all of them takes longer than most commands.
import { REPORTER_NAMES } from "../../../reports/reporter_names.ts";
import { WORKLOAD_IDS } from "../../cost/workloads/workload.ts";
import { ATTESTABLE_IDS, PREREQUISITE_IDS } from "../../model/prerequisite.ts";
import type { Host } from "../../ports/host.ts";
import type { ValuesOf } from "./complete_words.ts";

/** Looks values up on this host. */
export function completableValues(loadHost: () => Promise<Pick<Host, "listProfiles">>): ValuesOf {
  const profiles = async () => (await (await loadHost()).listProfiles()).map(({ id }) => id);
  const values: Readonly<Record<string, () => Promise<readonly string[]>>> = {
    device:
      async () => ["real", "simulated", "recorded:", ...(await profiles()).map((id) => `simulated:${id}`)],
    profile: profiles,
    scenario: scenarioIds,
    id: scenarioIds,
    reporter: () => Promise.resolve([...REPORTER_NAMES, "all"]),
    workload: () => Promise.resolve([...WORKLOAD_IDS, "all"]),
    attest: () => Promise.resolve(ATTESTABLE_IDS),
    waive: () => Promise.resolve(PREREQUISITE_IDS.map((id) => `${id}=`)),
    kind: async () =>
      Object.keys(
        (await import(
          import.meta.resolve("../../device/parse_kind.ts")
        ) as typeof import("../../device/parse_kind.ts")).PARSE_KINDS,
      ),
  };
  return async (name) => Object.hasOwn(values, name) ? await values[name]?.() ?? [] : [];
}

async function scenarioIds(): Promise<readonly string[]> {
  return (await import(
    import.meta.resolve("../../../scenarios/catalogue.ts")
  ) as typeof import("../../../scenarios/catalogue.ts")).CATALOGUE.map(({ id }) => id);
}
