// What somebody does who changes a stored bundle and wants nobody to see it: for the tests of what shows all the same.
import type { EventLink, EvidenceLink } from "../../model/record/chain_link.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import { sha256 } from "../../model/sha256.ts";
import type { EvidenceEntry } from "../../ports/bundle.ts";

/** One line of `events.ndjson`. */
export type EventLine = RunEvent & EventLink;
/** One line of `evidence/index.ndjson`. */
type EvidenceLine = EvidenceEntry & EvidenceLink;

const SUMS = "SHA256SUMS";

/** Writes the checksums anew over all that is there. */
export async function rewriteSums(bundle: string): Promise<void> {
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", `find . -type f ! -name '${SUMS}*' | sed 's|^./||' | LC_ALL=C sort | xargs sha256sum`],
    cwd: bundle,
  }).output();
  await Deno.writeFile(`${bundle}/${SUMS}`, stdout);
}

/** Changes the lines of `events.ndjson` and leaves their digests as they are. */
export async function editEvents(
  bundle: string,
  change: (events: readonly EventLine[]) => readonly EventLine[],
): Promise<void> {
  const events = await readLines<EventLine>(`${bundle}/events.ndjson`);
  // Numbered anew: a gap would be seen by anybody.
  await writeLines(`${bundle}/events.ndjson`, change(events).map((event, seq) => ({ ...event, seq })));
}

/** Writes every digest anew, in the events, the index of the evidence and the checksums. */
export async function forgeChain(bundle: string): Promise<void> {
  const index = await readLines<EvidenceLine>(`${bundle}/evidence/index.ndjson`);
  const events = await readLines<EventLine>(`${bundle}/events.ndjson`);
  const before = await Promise.all(
    (await Deno.readTextFile(`${bundle}/evidence/index.ndjson`)).trimEnd().split("\n").map((line) =>
      sha256(line)
    ),
  );
  const after: string[] = [];
  const lines: EvidenceLine[] = [];
  const digestOf = async (file: string | null) =>
    file === null ? null : await sha256(await Deno.readFile(`${bundle}/evidence/${file}`));
  for (const entry of index) {
    const line = {
      ...entry,
      stdoutSha256: await digestOf(entry.stdoutFile),
      stderrSha256: await digestOf(entry.stderrFile),
      previous: after.at(-1) ?? null,
    };
    lines.push(line);
    after.push(await sha256(JSON.stringify(line)));
  }
  await writeLines(`${bundle}/evidence/index.ndjson`, lines);
  const told: EventLine[] = [];
  for (const event of events) {
    const last = told.at(-1);
    const { newestAnswer } = event;
    told.push({
      ...event,
      newestAnswer: newestAnswer === null ? null : after[before.indexOf(newestAnswer)] ?? null,
      previous: last === undefined ? null : await sha256(JSON.stringify(last)),
    });
  }
  await writeLines(`${bundle}/events.ndjson`, told);
  await rewriteSums(bundle);
}

async function readLines<Line>(path: string): Promise<readonly Line[]> {
  return (await Deno.readTextFile(path)).trimEnd().split("\n").map((line) => JSON.parse(line));
}

async function writeLines(path: string, lines: readonly unknown[]): Promise<void> {
  await Deno.writeTextFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

/** A copy of a bundle, to be changed. */
export async function copyBundle(from: string, to: string): Promise<string> {
  const { code } = await new Deno.Command("cp", { args: ["-R", from, to] }).output();
  if (code !== 0) throw new Error(`Could not copy ${from}`);
  return to;
}
