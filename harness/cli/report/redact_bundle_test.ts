// What identifies somebody by its form is planted in every text of a bundle, and in the names of its files: none of it is
// left in anything that is written of the redacted copy, whatever the format.
import { assertEquals } from "@std/assert";
import { REPORTERS } from "../../../reports/registry.ts";
import { hostileBodies } from "../../../reports/invented/hostile_run.ts";
import { stampEvents } from "../../../reports/invented/run_events.ts";
import type { Rendered } from "../../../reports/views/reporter.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import { PLAIN_STYLE } from "../../model/text/style.ts";
import type { EvidenceEntry, StoredBundle } from "../../ports/bundle.ts";
import { NO_OTHER_FILES } from "../../dev/prove/memory_evidence.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import type { OpenedRun } from "../open_run.ts";
import { reportMaterial } from "../showing/report_material.ts";
import { redactBundle } from "./redact_bundle.ts";

/** The names of the device and its owner, as the agent and the system tell them. */
const HOST = "Annas-Mac-Studio.corp.zeta-foods.net";
const base64 = (text: string): string => new TextEncoder().encode(text).toBase64();

/** A text, and what of it must not be left. */
const PLANTED: readonly (readonly [text: string, secrets: readonly string[]])[] = [
  ["mail anna.lind@zeta-foods.net now", ["anna.lind", "zeta-foods"]],
  ["from 10.20.30.40 to 172.16.254.3", ["10.20.30.40", "172.16.254.3"]],
  ["over fe80::1c2d:3e4f:5a6b:7c8d%en0 and 2001:db8:85a3::8a2e:370:7334", ["1c2d:3e4f", "8a2e:370"]],
  ["card a4:83:e7:12:34:56 or A4-83-E7-12-34-56", ["83:e7:12", "83-E7-12"]],
  ["/Users/alind/Secret Project/notes.txt", ["alind", "Secret Project"]],
  ["/home/alind/.ssh/id_ed25519", ["alind", "id_ed25519"]],
  ["/Volumes/Zeta Backup/2026", ["Zeta Backup"]],
  ["/private/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T/x", ["zyxvpxvq6csfxvn"]],
  [String.raw`C:\Users\alind\Secret\notes.txt`, ["alind", "Secret"]],
  [String.raw`\\fileserver7\finance$\plan.xls`, ["fileserver7", "finance"]],
  [`host ${HOST} asked`, ["Annas-Mac-Studio", "zeta-foods"]],
  ["printer-3f.zeta.local answers", ["printer-3f"]],
  ["serial_number: C02XK1ZZJG5J", ["C02XK1ZZJG5J"]],
  ["org_id : 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", ["0f1e2d3c"]],
  [`token ${base64("/Users/alind/Secret Project")}`, [base64("/Users/alind/Secret Project")]],
  ["https://portal.example/?path=%2FUsers%2Falind%2FSecret", ["alind", "Secret"]],
  ["device_name=Annas-iMac;user_name=alind", ["Annas-iMac", "alind"]],
];

const EXTRA_OUTPUT = `org_id : "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"\n`;

function entry(id: string, argv: readonly string[], file: string): EvidenceEntry {
  return {
    ...{ id, label: "health", argv, startedAt: "2026-01-05T03:00:00.000Z", startedMs: 0, durationMs: 1 },
    ...{ exitCode: 0, signal: null, timedOut: false, truncated: false, stdoutFile: file, stderrFile: null },
  };
}

function eventsOf(text: string): readonly RunEvent[] {
  return stampEvents(hostileBodies(text)).map((event) =>
    event.kind === "run-started" ? { ...event, device: { ...event.device, hostName: HOST } } : event
  );
}

/** A bundle in which every text is this one; its evidence answers a question for health, one of its fields, and another. */
function bundleOf(text: string): OpenedRun {
  const events = eventsOf(text);
  const fileName = text.replaceAll("/", "_");
  const outputs = new Map([
    ["1.txt", `healthy : true\nedr_group_ids : "${text}"\nlater_key : "${text}"\n`],
    ["2.txt", `"${text}"\n`],
    [fileName, `${EXTRA_OUTPUT}${text}\n`],
  ]);
  const evidence = [
    entry("1", ["mdatp", "health", "--details", "edr"], "1.txt"),
    entry("2", ["mdatp", "health", "--field", "edr_device_tags"], "2.txt"),
    entry("3", ["mdatp", text], fileName),
  ];
  const bundle: OpenedRun["bundle"] = {
    folder: "/runs/a",
    events,
    evidence,
    lines: { events: [], evidence: [] },
    readStdout: ({ stdoutFile }) =>
      Promise.resolve(new TextEncoder().encode(outputs.get(stdoutFile ?? "") ?? "")),
    readStderr: () => Promise.resolve(new Uint8Array()),
    samples: async function* () {
      yield `${JSON.stringify({ atMs: 1, processes: [{ name: text, path: text }] })}\n`;
    },
  };
  const files = {
    folder: "/runs/a",
    paths: [],
    hashes: new Map(),
    seal: null,
    sumsSha256: null,
    changes: [],
  };
  return { bundle, files, events, record: foldRun(events), stored: null, isChained: false };
}

/** What is written of the copy: files by their paths, and each format. */
async function writtenOf(run: OpenedRun): Promise<ReadonlyMap<string, string>> {
  const written = new Map<string, string>();
  const put = (_: string, path: string, content: string | Uint8Array): Promise<void> => {
    written.set(path, typeof content === "string" ? content : new TextDecoder().decode(content));
    return Promise.resolve();
  };
  const { host } = createFakeHost();
  const bundleFiles = {
    write: put,
    writePieces: async (_: string, path: string, pieces: AsyncIterable<string>) => {
      written.set(path, (await Array.fromAsync(pieces)).join(""));
    },
    seal: () => Promise.resolve(),
  };
  await redactBundle(
    { bundleFiles: { ...NO_OTHER_FILES, ...bundleFiles }, randomId: host.randomId },
    run,
    "copy",
  );
  const lines = (path: string) =>
    (written.get(path) ?? "").trimEnd().split("\n").map((line) => JSON.parse(line));
  const evidence: readonly EvidenceEntry[] = lines("evidence/index.ndjson");
  const copy: StoredBundle = {
    folder: "/runs/copy",
    events: lines("events.ndjson"),
    evidence,
    readStdout: ({ stdoutFile }) => {
      const text = written.get(`evidence/${stdoutFile}`);
      // What the index names lies there under that name.
      assertEquals(text === undefined, false, stdoutFile ?? "");
      return Promise.resolve(new TextEncoder().encode(text));
    },
    readStderr: () => Promise.resolve(new Uint8Array()),
    samples: null,
  };
  const record = foldRun(copy.events as readonly RunEvent[]);
  const material = await reportMaterial(copy);
  for (const { name, render } of REPORTERS) {
    const shown = await render(record, { ...material, style: PLAIN_STYLE, columns: 80, bundlePath: "copy" });
    written.set(`(${name})`, await textOf(shown));
  }
  return written;
}

async function textOf(content: Rendered): Promise<string> {
  if (typeof content === "string") return content;
  if (content instanceof Uint8Array) return new TextDecoder().decode(content);
  return (await Array.fromAsync(content)).join("");
}

for (const [text, secrets] of PLANTED) {
  Deno.test(`a redacted copy holds nothing of ${JSON.stringify(text)}, in no file, name or format`, async () => {
    const left: string[] = [];
    for (const [path, content] of await writtenOf(bundleOf(text))) {
      for (const secret of [...secrets, HOST]) {
        if (`${path}\n${content}`.toLowerCase().includes(secret.toLowerCase())) {
          left.push(`${secret} in ${path}`);
        }
      }
    }
    assertEquals(left, []);
  });
}
