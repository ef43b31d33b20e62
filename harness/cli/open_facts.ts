// The facts behind a path, whatever lies there: a bundle, its archive, or facts. Bundles go through the one door.
import type { FactsOfRun } from "../../reports/facts/fact.ts";
import { factsOf } from "../../reports/facts/facts_of.ts";
import { readFacts } from "../../reports/facts/read_facts.ts";
import { HarnessError } from "../model/harness_error.ts";
import type { Host } from "../ports/host.ts";
import { openRun } from "./open_run.ts";
import { type BundleHost, isArchive, withBundle } from "./with_bundle.ts";

/** What of the machine is needed to open facts. */
export type FactsHost = BundleHost & Pick<Host, "readBundle" | "terminal">;

/**
 * The runs behind a path: one of a bundle or an archive, all of a file of facts.
 *
 * @throws HarnessError what {@linkcode openRun}, `unpackArchive` and {@linkcode readFacts} refuse.
 */
export async function openFacts(host: FactsHost, path: string): Promise<readonly FactsOfRun[]> {
  const isBundle = (path !== "-" && await host.findFile(path) === null) || await isArchive(host, path);
  if (isBundle) return [await withBundle(host, path, (folder) => factsOfBundle(host, folder))];
  return readFacts({ name: path, text: new TextDecoder().decode(await host.readInput(path)) });
}

/**
 * The one run behind a path.
 *
 * @throws HarnessError `usage/invalid` when there are several, and what {@linkcode openFacts} refuses.
 */
export async function openFactsOfRun(host: FactsHost, path: string): Promise<FactsOfRun> {
  const [facts, ...others] = await openFacts(host, path);
  if (facts !== undefined && others.length === 0) return facts;
  throw new HarnessError("usage/invalid", `Cannot take one run of "${path}": it holds ${others.length + 1}`, {
    hint: 'Give a file with one run, or see them all with "bmverify history"',
  });
}

async function factsOfBundle(host: FactsHost, folder: string): Promise<FactsOfRun> {
  return factsOf((await openRun(host, { folder, unverified: false })).record);
}
