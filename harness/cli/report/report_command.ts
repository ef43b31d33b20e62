// `report`: the reports of a stored run again, in the bundle, elsewhere, or redacted; checked, packed and sent.
import { createArchive } from "../../../reports/stored/archive.ts";
import { findChanges } from "../../../reports/stored/checksums.ts";
import { fanOut } from "../../../reports/fan_out.ts";
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { createStyle } from "../showing/create_style.ts";
import { parsePushTarget, push } from "./push_report.ts";
import { type OpenedRun, openRun, readSeal, UNSEALED } from "../open_run.ts";
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
  readonly quiet?: true;
  readonly color: boolean;
}

const PAGE = "report.html";

/** Runs `report BUNDLE`, quiet without those that write to the terminal: exit 0, 1 when `--verify` finds a change, 4 when a report could not be written. */
export async function report(host: Host, folder: string, options: ReportOptions): Promise<ExitCode> {
  const reporters = selectReporters(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter);
  const target = options.push === undefined ? null : parsePushTarget(options.push);
  const { bundleFiles, terminal } = host;
  const from = await bundleFiles.resolve(folder) ?? folder;
  if (options.verify === true) return await verifyFiles(host, from);
  const opened = await openRun(host, from);
  const place = await placeOf(host, opened, options);
  // What is redacted is read again: no report can then show what the copy does not hold.
  const run = options.redact === true ? await openRun(host, place) : opened;
  const failures = await write(host, {
    run,
    reporters: options.quiet === true ? reporters.filter(({ fileName }) => fileName !== null) : reporters,
    place,
    colour: options.color,
  });
  await bundleFiles.seal(place);
  if (options.archive === true) await pack(host, await bundleFiles.resolve(place) ?? place);
  if (target !== null) await push(host, target, run.record);
  if (options.open === true && !await bundleFiles.open(`${place}/${PAGE}`)) {
    terminal.writeError(`bmverify: Open this page in a browser: ${place}/${PAGE}\n`);
  }
  terminal.write(`${place}\n`);
  return failures === 0 ? EXIT_CODE.pass : EXIT_CODE.internal;
}

/** Where the reports go. In place only into a bundle that was sealed: new sums must not make a killed run look whole. */
async function placeOf(host: Host, run: OpenedRun, { out, redact }: ReportOptions): Promise<string> {
  const { folder } = run.bundle;
  if (redact === true) {
    const place = out ?? `${folder}-redacted`;
    await redactBundle(host, run, place);
    return place;
  }
  if (out !== undefined) return out;
  if (run.isSealed) return folder;
  throw new HarnessError("bundle/incomplete", `Cannot write into the bundle "${folder}": ${UNSEALED}`, {
    hint: "Name another folder with --out",
  });
}

interface Writing {
  readonly run: OpenedRun;
  readonly reporters: readonly Reporter[];
  readonly place: string;
  readonly colour: boolean;
}

async function write(host: Host, { run, reporters, place, colour }: Writing): Promise<number> {
  const { bundleFiles, terminal, facts } = host;
  const failures = await fanOut({
    reporters,
    record: run.record,
    context: {
      style: await createStyle(facts.colour && colour),
      bundlePath: place,
      ...await reportMaterial(run.bundle),
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

/** Looks at nothing but the files: what is wrong with a bundle shows here when it can no longer be read. */
async function verifyFiles({ bundleFiles, terminal }: Host, folder: string): Promise<ExitCode> {
  const seal = await readSeal(bundleFiles, { folder, paths: await bundleFiles.list(folder) });
  const changes = seal === null ? [UNSEALED] : findChanges(seal);
  if (changes.length === 0) {
    terminal.write("Every file is as it was when the bundle was written\n");
    return EXIT_CODE.pass;
  }
  terminal.write(`${changes.map((change) => printableLine(change)).join("\n")}\n`);
  return EXIT_CODE.fail;
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
