// Holds the lines of a bundle against the digests that they carry of each other (chain_link.ts). Whoever writes all lines
// anew can write the digests anew: that shows only against a signature, or a digest that was quoted elsewhere.
import type { EventLink, EvidenceLink } from "../../harness/model/record/chain_link.ts";
import { sha256 } from "../../harness/model/sha256.ts";

/** The lines of a bundle and what lies beside them. */
export interface ChainedLines {
  readonly events: readonly string[];
  readonly evidence: readonly string[];
  /** SHA-256 of each file by its path. */
  readonly hashes: ReadonlyMap<string, string>;
}

const EVENTS = "events.ndjson";
const INDEX = "evidence/index.ndjson";

/** What does not hold, one sentence each; null when no line carries a digest, as before there were any. */
export async function followChain(
  { events, evidence, hashes }: ChainedLines,
): Promise<readonly string[] | null> {
  const eventLinks = events.map((line) => linkOf<EventLink>(line));
  const evidenceLinks = evidence.map((line) => linkOf<EvidenceLink>(line));
  if ([...eventLinks, ...evidenceLinks].every(({ previous }) => previous === undefined)) return null;
  const digests = await digestsOf(evidence);
  return [
    ...findBreaks(EVENTS, eventLinks, await digestsOf(events)),
    ...findBreaks(INDEX, evidenceLinks, digests),
    ...evidenceLinks.flatMap((link) => findOtherFiles(link, hashes)),
    ...findOtherEvidence(eventLinks, digests),
  ];
}

/** One after the other: thousands at once would all be held at once. */
async function digestsOf(lines: readonly string[]): Promise<readonly string[]> {
  const digests: string[] = [];
  for (const line of lines) digests.push(await sha256(line));
  return digests;
}

type Link<Known> = Partial<Known> & {
  readonly kind?: unknown;
  readonly id?: unknown;
  readonly stdoutFile?: unknown;
  readonly stderrFile?: unknown;
};

/** What is looked at, not the whole line: that is large. */
const OF_A_LINK: ReadonlySet<string> = new Set<keyof Link<EventLink & EvidenceLink>>([
  ...["previous", "newestAnswer", "stdoutSha256", "stderrSha256"] as const,
  ...["kind", "id", "stdoutFile", "stderrFile"] as const,
]);

function linkOf<Known>(line: string): Link<Known> {
  const value: unknown = JSON.parse(line);
  if (typeof value !== "object" || value === null) return {};
  const link: Link<Known> = {};
  return Object.assign(link, Object.fromEntries(Object.entries(value).filter(([key]) => OF_A_LINK.has(key))));
}

/** The first place only: behind it everything may have moved. */
function findBreaks(
  path: string,
  links: readonly Pick<Partial<EventLink>, "previous">[],
  digests: readonly string[],
): readonly string[] {
  const index = links.findIndex(({ previous }, at) => previous !== (digests[at - 1] ?? null));
  if (index < 0) return [];
  if (index === 0) return [`line 1 of ${path} is not the first that was written`];
  return [
    `line ${
      index + 1
    } of ${path} does not follow on line ${index}: one of them was changed, moved, or is gone`,
  ];
}

function findOtherFiles(link: Link<EvidenceLink>, hashes: ReadonlyMap<string, string>): readonly string[] {
  const files = [[link.stdoutFile, link.stdoutSha256], [link.stderrFile, link.stderrSha256]];
  return files.flatMap(([file, digest]) => {
    const found = typeof file === "string" ? hashes.get(`evidence/${file}`) ?? "missing" : null;
    return found === digest ? [] : [`evidence/${file ?? link.id} is not what was kept as ${link.id}`];
  });
}

/** Each event names the newest answer of its time; the last one of a whole run names the last of all. */
function findOtherEvidence(links: readonly Link<EventLink>[], digests: readonly string[]): readonly string[] {
  const places = new Map(digests.map((digest, index) => [digest, index] as const).toReversed());
  let reached = 0;
  for (const [index, { newestAnswer }] of links.entries()) {
    const count = typeof newestAnswer === "string" ? (places.get(newestAnswer) ?? -1) + 1 : 0;
    if (count < reached || (newestAnswer !== null && count === 0)) {
      return [`line ${index + 1} of ${EVENTS} was written beside other evidence than ${INDEX} holds`];
    }
    reached = count;
  }
  const extra = digests.length - reached;
  return links.at(-1)?.kind === "run-finished" && extra > 0
    ? [`${INDEX} holds ${extra} more than the run had when it finished`]
    : [];
}
