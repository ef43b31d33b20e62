// A copy of a bundle without what identifies a device, its organisation or its user: events, evidence, samples.
// Reports are rendered from the copy afterwards, so that no format can be forgotten.
import { keepHarmlessFacts } from "../../../reports/stored/harmless_facts.ts";
import { mapTexts } from "../../../reports/stored/map_texts.ts";
import { fixedTextsOf } from "../../../reports/stored/ordinary_words.ts";
import { createPseudonym, createRedactor, findSecrets, redactLines } from "../../../reports/stored/redact.ts";
import type { EventLink, EvidenceLink } from "../../model/record/chain_link.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import { sha256 } from "../../model/sha256.ts";
import type { BundleOnDisk, EvidenceEntry } from "../../ports/bundle.ts";
import type { Host } from "../../ports/host.ts";
import type { OpenedRun } from "../open_run.ts";
import { reportMaterial } from "../showing/report_material.ts";
import { jsonText } from "../../model/text/printable.ts";

const KEY_PARTS = 4;

/** How the copy is made, beside the usual. */
interface RedactionOptions {
  /** GUIDs stay GUIDs. */
  readonly keepsForm?: boolean;
  /** Texts that go along, redacted as well, by their paths. */
  readonly further?: ReadonlyMap<string, string>;
}

/** Writes the copy to `place` and seals it. The key behind the pseudonyms is new each time and kept by nobody. */
export async function redactBundle(
  host: Pick<Host, "bundleFiles" | "randomId">,
  { bundle, events, record, isChained }: OpenedRun,
  place: string,
  { keepsForm = false, further = new Map() }: RedactionOptions = {},
): Promise<void> {
  const { evidence = [] } = await reportMaterial(bundle);
  const outputs = evidence.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  const key = Array.from({ length: KEY_PARTS }, () => host.randomId()).join("");
  const redact = createRedactor({
    secrets: findSecrets(record, [...new Set(outputs)]),
    key,
    fixedTexts: fixedTextsOf(record),
    keepsForm,
  });
  const pseudonym = createPseudonym(key, keepsForm);
  const hideValue = (value: string) => pseudonym("value", value);
  const { bundleFiles } = host;
  const digests = new Map<string, string>();
  for (const [index, entry] of bundle.evidence.entries()) {
    const texts = evidence[index];
    const files = [[entry.stdoutFile, texts?.stdout], [entry.stderrFile, texts?.stderr]] as const;
    for (const [file, text = ""] of files) {
      if (file === null || digests.has(file)) continue;
      const redacted = redact(asksHealth(entry) ? keepHarmlessFacts(text, hideValue) : text);
      digests.set(file, await sha256(redacted));
      await bundleFiles.write(place, `evidence/${file}`, redacted);
    }
  }
  const copied = {
    events: mapTexts(events, redact).map(hideNames),
    evidence: mapTexts(bundle.evidence, redact),
  };
  const lines = isChained ? await chainAnew(copied, bundle.lines, digests) : linesOf(copied);
  await bundleFiles.write(place, "events.ndjson", joinLines(lines.events));
  await bundleFiles.write(place, "evidence/index.ndjson", joinLines(lines.evidence));
  if (bundle.samples !== null) {
    await bundleFiles.writePieces(place, "samples.ndjson", redactLines(bundle.samples(), redact));
  }
  for (const [path, text] of further) await bundleFiles.write(place, path, redact(text));
  await bundleFiles.seal(place);
}

/** Of health and its sections only what is known to be harmless is kept. */
function asksHealth({ argv }: EvidenceEntry): boolean {
  return argv.includes("health") && !argv.includes("--field");
}

/** A name that is not looked for in texts, too short or an ordinary word, is hidden where it is known to be one. */
function hideNames(event: RunEvent): RunEvent {
  if (event.kind !== "run-started" && event.kind !== "device-read") return event;
  const { hostName, user } = event.device;
  return {
    ...event,
    device: {
      ...event.device,
      hostName: hidden("host", hostName),
      user: user && { ...user, name: hidden("user", user.name), startedBy: hidden("user", user.startedBy) },
    },
  };
}

function hidden<T extends string | null>(kind: "host" | "user", name: T): T | string {
  return name === null || name === "root" || name.startsWith(`${kind}-`) ? name : `${kind}-hidden`;
}

interface Copied {
  readonly events: readonly RunEvent[];
  readonly evidence: readonly EvidenceEntry[];
}

function linesOf({ events, evidence }: Copied): BundleOnDisk["lines"] {
  return {
    events: events.map((event) => jsonText(event, 0)),
    evidence: evidence.map((entry) => jsonText(entry, 0)),
  };
}

/** The copy gets digests of its own; each event goes on naming the same answer as the newest. */
async function chainAnew(
  { events, evidence }: Copied,
  before: BundleOnDisk["lines"],
  digests: ReadonlyMap<string, string>,
): Promise<BundleOnDisk["lines"]> {
  const renamed = new Map<string, string>();
  const lines = { events: [] as string[], evidence: [] as string[] };
  let previous: string | null = null;
  for (const [index, entry] of evidence.entries()) {
    const link: EvidenceLink = {
      previous,
      stdoutSha256: digests.get(entry.stdoutFile ?? "") ?? null,
      stderrSha256: digests.get(entry.stderrFile ?? "") ?? null,
    };
    const line = jsonText({ ...entry, ...link }, 0);
    lines.evidence.push(line);
    previous = await sha256(line);
    renamed.set(await sha256(before.evidence[index] ?? ""), previous);
  }
  previous = null;
  for (const [index, event] of events.entries()) {
    const { newestAnswer: newest }: EventLink = JSON.parse(before.events[index] ?? "{}");
    const link: EventLink = { previous, newestAnswer: renamed.get(newest ?? "") ?? null };
    const line = jsonText({ ...event, ...link }, 0);
    lines.events.push(line);
    previous = await sha256(line);
  }
  return lines;
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
