// `report`: the reports of a stored run again, in the bundle, elsewhere, or redacted; checked, packed and sent.
import { createArchive } from "../../../reports/stored/archive.ts";
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { Host } from "../../ports/host.ts";
import { parsePushTarget, push } from "./push_report.ts";
import { CHECKSUMS_FILE, SIGNATURE_FILE } from "../../ports/bundle_files.ts";
import { type OpenedRun, openRun, UNSEALED } from "../open_run.ts";
import { quoteDigest } from "../showing/quote_digest.ts";
import { loadSigningKey, signBundle } from "../sign_bundle.ts";
import { verifyBundle } from "./verify_bundle.ts";
import { redactBundle } from "./redact_bundle.ts";
import { writeStoredReports } from "./write_stored_reports.ts";

/** Values of the options of `report`. */
export interface ReportOptions {
  readonly reporter: readonly string[];
  readonly out?: string;
  readonly redact?: true;
  readonly verify?: true;
  readonly key?: string;
  readonly sign?: string;
  readonly unverified?: true;
  readonly archive?: true;
  readonly open?: true;
  readonly push?: string;
  readonly quiet?: true;
  readonly color: boolean;
}

const PAGE = "report.html";

/** Runs `report BUNDLE`: exit 0, 4 when the bundle was changed or a report could not be written. Quiet leaves out reports for the terminal. */
export async function report(host: Host, folder: string, options: ReportOptions): Promise<ExitCode> {
  const reporters = selectReporters(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter);
  refuseIdleWords(options);
  const signingKey = options.sign === undefined ? null : await loadSigningKey(host, options.sign);
  const target = options.push === undefined ? null : parsePushTarget(options.push);
  const { bundleFiles, terminal } = host;
  const from = await bundleFiles.resolve(folder) ?? folder;
  if (options.verify === true) return await verifyBundle(host, { folder: from, keyPath: options.key });
  const opened = await openRun(host, { folder: from, unverified: options.unverified === true });
  const place = await placeOf(host, opened, options);
  // What is redacted is read again: no report can then show what the copy does not hold.
  const run = options.redact === true ? await openRun(host, { folder: place, unverified: false }) : opened;
  const failures = await writeStoredReports(host, {
    ...run,
    reporters: options.quiet === true ? reporters.filter(({ fileName }) => fileName !== null) : reporters,
    place,
    colour: options.color,
  });
  await bundleFiles.seal(place);
  if (signingKey !== null) {
    const signed = await signBundle(host, { folder: place, record: run.record, key: signingKey });
    terminal.writeError(`bmverify: ${signed}\n`);
  }
  if (options.archive === true) await pack(host, await bundleFiles.resolve(place) ?? place);
  if (target !== null) await push(host, target, run.record);
  if (options.open === true && !await bundleFiles.open(`${place}/${PAGE}`)) {
    terminal.writeError(`bmverify: Open this page in a browser: ${place}/${PAGE}\n`);
  }
  const sums = await bundleFiles.hash(place, CHECKSUMS_FILE);
  terminal.writeError(`bmverify: ${quoteDigest(sums)}\n`);
  terminal.write(`${place}\n`);
  return failures === 0 ? EXIT_CODE.pass : EXIT_CODE.internal;
}

/**
 * Where the reports go. New sums must not make a killed run or a changed bundle look whole, nor leave a signature over
 * files that are no longer there.
 */
async function placeOf(host: Host, run: OpenedRun, { out, redact, sign }: ReportOptions): Promise<string> {
  const { bundle: { folder }, files, record } = run;
  const place = out ?? (redact === true ? `${folder}-redacted` : folder);
  const isInPlace = await host.bundleFiles.resolve(place) === folder;
  const refuse = (why: string, hint: string): never => {
    throw new HarnessError("usage/invalid", `Cannot write to "${place}": ${why}`, { hint });
  };
  if (record.unverified.length > 0) {
    if (sign !== undefined) refuse("the bundle was changed, and is not signed", "Leave --sign out");
    if (redact === true) refuse("the bundle was changed, and a copy would look whole", "Leave --redact out");
    if (isInPlace) {
      refuse("the bundle was changed, and new sums would hide it", "Name another folder with --out");
    }
  }
  if (redact === true) {
    if (isInPlace) refuse("the copy needs a folder of its own", "Name another folder with --out");
    await redactBundle(host, run, place);
    return place;
  }
  if (!isInPlace) {
    if (sign !== undefined) refuse("reports alone are no bundle to sign", "Leave --out or --sign out");
    return place;
  }
  if (files.seal === null) {
    throw new HarnessError("bundle/incomplete", `Cannot write into the bundle "${folder}": ${UNSEALED}`, {
      hint: "Name another folder with --out",
    });
  }
  if (sign === undefined && files.paths.includes(SIGNATURE_FILE)) {
    refuse(
      "it is signed, and other reports would need another signature",
      "Name another folder with --out, or sign with --sign",
    );
  }
  return place;
}

/** A word that would do nothing is refused, not passed over. */
function refuseIdleWords({ verify, key, sign, unverified }: ReportOptions): void {
  const refuse = (word: string, why: string): never => {
    throw new HarnessError("usage/invalid", `Cannot use ${word}: ${why}`, { hint: `Leave ${word} out` });
  };
  if (key !== undefined && verify !== true) refuse("--key", "it belongs to --verify");
  if (verify !== true) return;
  if (sign !== undefined) refuse("--sign", "--verify only looks");
  if (unverified === true) refuse("--unverified", "--verify says what was changed");
}

async function pack({ bundleFiles }: Host, folder: string): Promise<void> {
  const paths = await bundleFiles.list(folder);
  const files = await Promise.all(paths.map(async (path) => ({
    path,
    size: await bundleFiles.size(`${folder}/${path}`),
    pieces: () => bundleFiles.pieces(folder, path),
  })));
  const parent = folder.slice(0, folder.lastIndexOf("/"));
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  await bundleFiles.writePieces(parent, `${name}.tar.gz`, createArchive(name, files));
}
