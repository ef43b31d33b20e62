// The facts behind a path, whatever lies there: a bundle, its archive, or facts. Bundles go through the one door.
import type { FactsOfRun } from "../../reports/facts/fact.ts";
import { factsOf } from "../../reports/facts/facts_of.ts";
import { readFacts } from "../../reports/facts/read_facts.ts";
import { HarnessError } from "../model/harness_error.ts";
import type { Host } from "../ports/host.ts";
import { openRun } from "./open_run.ts";

/** What of the machine is needed to open facts. */
export type FactsHost = Pick<
  Host,
  "readBundle" | "bundleFiles" | "terminal" | "findFile" | "readInput" | "makeScratch" | "unpackArchive"
>;

/** How a gzip file begins. */
const GZIP = [0x1f, 0x8b] as const;

/**
 * The runs behind a path: one of a bundle or an archive, all of a file of facts.
 *
 * @throws HarnessError what {@linkcode openRun}, `unpackArchive` and {@linkcode readFacts} refuse.
 */
export async function openFacts(host: FactsHost, path: string): Promise<readonly FactsOfRun[]> {
  if (path !== "-" && await host.findFile(path) === null) return [await factsOfBundle(host, path)];
  const bytes = await host.readInput(path);
  if (GZIP.every((byte, index) => bytes[index] === byte)) return [await factsOfArchive(host, path)];
  return readFacts({ name: path, text: new TextDecoder().decode(bytes) });
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

async function factsOfBundle(host: FactsHost, path: string): Promise<FactsOfRun> {
  const folder = await host.bundleFiles.resolve(path) ?? path;
  return factsOf((await openRun(host, { folder, unverified: false })).record);
}

async function factsOfArchive(host: FactsHost, path: string): Promise<FactsOfRun> {
  const scratch = await host.makeScratch();
  try {
    const folder = await host.unpackArchive(path, scratch.folder);
    return factsOf((await openRun(host, { folder, unverified: false })).record);
  } finally {
    await scratch.remove();
  }
}
