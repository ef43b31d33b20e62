// `report`: the reports of a stored run again, in the bundle, elsewhere, or redacted; checked, packed and sent.
import { createArchive } from "../../../reports/stored/archive.ts";
import { compareChecksums, isUnchanged } from "../../../reports/stored/checksums.ts";
import { fanOut } from "../../../reports/fan_out.ts";
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { StoredBundle } from "../../ports/bundle.ts";
import type { Host } from "../../ports/host.ts";
import { createStyle } from "../showing/create_style.ts";
import { parsePushTarget, push } from "./push_report.ts";
import { readRecord } from "../read_record.ts";
import { redactBundle } from "./redact_bundle.ts";
import { reportMaterial } from "../showing/report_material.ts";

/** Values of the options of `report`. */
export interface ReportOptions {
  readonly reporter: readonly string[];
  readonly out?: string;
  readonly redact?: true;
  readonly verify?: true;
  readonly archive?: true;
  readonly open?: true;
  readonly push?: string;
  readonly color: boolean;
}

const CHECKSUMS = "SHA256SUMS";
const PAGE = "report.html";

/** Runs `report BUNDLE`: exit 0, 1 when `--verify` finds a change, 4 when a report could not be written. */
export async function report(host: Host, folder: string, options: ReportOptions): Promise<ExitCode> {
  const reporters = selectReporters(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter);
  const target = options.push === undefined ? null : parsePushTarget(options.push);
  const bundle = await host.readBundle(await host.bundleFiles.resolve(folder) ?? folder);
  if (options.verify === true) return await verifyFiles(host, bundle);
  const place = await placeOf(host, bundle, options);
  const stored = place === bundle.folder ? bundle : await host.readBundle(place).catch(() => bundle);
  const record = readRecord(stored);
  const failures = await write(host, { stored, record, reporters, place, colour: options.color });
  await host.bundleFiles.seal(place);
  if (options.archive === true) await pack(host, await host.bundleFiles.resolve(place) ?? place);
  if (target !== null) await push(host, target, record);
  if (options.open === true && !await host.bundleFiles.open(`${place}/${PAGE}`)) {
    host.terminal.writeError(`bmverify: Open this page in a browser: ${place}/${PAGE}\n`);
  }
  host.terminal.write(`${place}\n`);
  return failures === 0 ? EXIT_CODE.pass : EXIT_CODE.internal;
}

/** Where the reports go. In place only while the bundle is what its run left: new sums must not hide a change. */
async function placeOf(host: Host, bundle: StoredBundle, { out, redact }: ReportOptions): Promise<string> {
  if (redact === true) {
    const place = out ?? `${bundle.folder}-redacted`;
    await redactBundle(host, bundle, place);
    return place;
  }
  if (out !== undefined) return out;
  const changes = await changesOf(host, bundle);
  if (changes.length === 0) return bundle.folder;
  throw new HarnessError(
    "bundle/incomplete",
    `Cannot write into the bundle "${bundle.folder}": ${changes.join(", ")}`,
    { hint: "Name another folder with --out; what changed shows with --verify" },
  );
}

interface Writing {
  readonly stored: StoredBundle;
  readonly record: RunRecord;
  readonly reporters: readonly Reporter[];
  readonly place: string;
  readonly colour: boolean;
}

async function write(host: Host, { stored, record, reporters, place, colour }: Writing): Promise<number> {
  const { bundleFiles, terminal, facts } = host;
  const failures = await fanOut({
    reporters,
    record,
    context: {
      style: await createStyle(facts.colour && colour),
      bundlePath: place,
      ...await reportMaterial(stored),
    },
    write: async ({ reporter, content }) => {
      if (reporter.fileName === null) terminal.write(String(content));
      else await bundleFiles.write(place, reporter.fileName, content);
    },
    writePieces: ({ reporter, pieces }) =>
      bundleFiles.writePieces(place, reporter.fileName ?? reporter.name, pieces),
  });
  for (const { reporter, problem } of failures) {
    terminal.writeError(`bmverify: Reporter "${reporter}" failed: ${problem.message}. ${problem.hint}\n`);
  }
  return failures.length;
}

async function verifyFiles(host: Host, bundle: StoredBundle): Promise<ExitCode> {
  const changes = await changesOf(host, bundle);
  if (changes.length === 0) {
    host.terminal.write("Every file is as it was when the bundle was written\n");
    return EXIT_CODE.pass;
  }
  host.terminal.write(`${changes.join("\n")}\n`);
  return EXIT_CODE.fail;
}

/** What differs from `SHA256SUMS`, one line each. */
async function changesOf({ bundleFiles }: Host, { folder }: StoredBundle): Promise<readonly string[]> {
  const paths = await bundleFiles.list(folder);
  if (!paths.includes(CHECKSUMS)) return [`${CHECKSUMS} is missing: the run did not end in order`];
  const list = new TextDecoder().decode(await bundleFiles.read(folder, CHECKSUMS));
  const hashes = new Map<string, string>();
  for (const path of paths) if (path !== CHECKSUMS) hashes.set(path, await bundleFiles.hash(folder, path));
  const compared = compareChecksums(list, hashes);
  if (isUnchanged(compared)) return [];
  return [
    ...compared.changed.map((path) => `${path} was changed`),
    ...compared.missing.map((path) => `${path} is missing`),
    ...compared.unlisted.map((path) => `${path} is not listed`),
    ...compared.unreadable.map((line) => `${CHECKSUMS} has a line that cannot be read: ${line}`),
  ];
}

async function pack({ bundleFiles }: Host, folder: string): Promise<void> {
  const paths = await bundleFiles.list(folder);
  const files = await Promise.all(
    paths.map(async (path) => ({ path, content: await bundleFiles.read(folder, path) })),
  );
  const parent = folder.slice(0, folder.lastIndexOf("/"));
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  await bundleFiles.write(parent, `${name}.tar.gz`, await createArchive(name, files));
}
