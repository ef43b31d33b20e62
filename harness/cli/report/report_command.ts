// `report`: the reports of a stored run again, in the bundle, elsewhere, or redacted; checked, packed and sent.
import { createArchive } from "../../../reports/stored/archive.ts";
import { ALL_REPORTERS, selectReporters } from "../../../reports/registry.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";
import type { Reporter } from "../../../reports/views/reporter.ts";
import type { SigningKey } from "../../../reports/stored/signing_key.ts";
import { isArchive, withBundle } from "../with_bundle.ts";
import { push, type PushTarget, readPushTarget } from "./push_report.ts";
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
  readonly pushCredentials?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

const PAGE = "report.html";

/** Runs `report BUNDLE`, of a folder or an archive: exit 0, 4 when it was changed or a report could not be written. */
export async function report(host: Host, path: string, options: ReportOptions): Promise<ExitCode> {
  refuseIdleWords(options);
  const { push: address, pushCredentials } = options;
  const plan: ReportPlan = {
    options,
    reporters: selectReporters([
      ...(options.reporter.length === 0 ? [ALL_REPORTERS] : options.reporter),
      // What is opened has to be there.
      ...(options.open === true ? ["html"] : []),
    ]),
    signingKey: options.sign === undefined ? null : await loadSigningKey(host, options.sign),
    target: address === undefined ? null : await readPushTarget(host, {
      push: address,
      ...(pushCredentials === undefined ? {} : { pushCredentials }),
    }),
    archive: await isArchive(host, path) ? path : null,
  };
  return await withBundle(
    host,
    path,
    async (folder) =>
      options.verify === true
        ? await verifyBundle(host, { folder, keyPath: options.key, ...options })
        : await reportFolder(host, folder, plan),
  );
}

/** What is made of a bundle. */
interface ReportPlan {
  readonly options: ReportOptions;
  readonly reporters: readonly Reporter[];
  readonly signingKey: SigningKey | null;
  readonly target: PushTarget | null;
  /** The archive that it came from; null for a folder. */
  readonly archive: string | null;
}

async function reportFolder(host: Host, folder: string, plan: ReportPlan): Promise<ExitCode> {
  const { options, reporters, signingKey, target } = plan;
  const { bundleFiles, terminal } = host;
  const isShort = options.quiet === true || options.json === true;
  const opened = await openRun(host, { folder, unverified: options.unverified === true });
  const place = await placeOf(host, opened, plan);
  const isNew = await bundleFiles.resolve(place) === null;
  try {
    if (options.redact === true) await redactBundle(host, opened, place);
    // What is redacted is read again: no report can then show what the copy does not hold.
    const run = options.redact === true ? await openRun(host, { folder: place, unverified: false }) : opened;
    const failures = await writeStoredReports(host, {
      ...run,
      reporters: isShort ? reporters.filter(({ fileName }) => fileName !== null) : reporters,
      place,
      colour: options.color,
    });
    if (signingKey !== null) {
      const signed = await signBundle(host, { folder: place, record: run.record, key: signingKey });
      terminal.writeError(`bmverify: ${signed}\n`);
    }
    const whole = await bundleFiles.resolve(place) ?? place;
    const archive = options.archive === true ? await pack(host, whole, run.record) : null;
    if (target !== null) await push(host, target, run.record);
    if (options.open === true && !await bundleFiles.open(`${whole}/${PAGE}`)) {
      terminal.writeError(`bmverify: Open this page in a browser: ${whole}/${PAGE}\n`);
    }
    tell(host, options, {
      folder: place,
      archive,
      failures,
      sumsSha256: await bundleFiles.hash(place, CHECKSUMS_FILE),
    });
    return failures === 0 ? EXIT_CODE.pass : EXIT_CODE.internal;
  } catch (error) {
    // Half of a copy, or a folder with nothing in it, is of no use to anybody.
    if (isNew) await bundleFiles.remove(place);
    throw error;
  }
}

/** What came of it. */
interface Reported {
  readonly folder: string;
  /** Null where none was asked for. */
  readonly archive: string | null;
  /** How many reporters did not manage. */
  readonly failures: number;
  readonly sumsSha256: string;
}

/** Paths on standard output, for scripts: the archive is the last where there is one. */
function tell({ terminal }: Host, { json, quiet }: ReportOptions, reported: Reported): void {
  const { folder, archive, sumsSha256 } = reported;
  if (json === true) return terminal.write(`${JSON.stringify(reported, null, 2)}\n`);
  if (quiet === true) return terminal.write(`${archive ?? folder}\n`);
  terminal.writeError(`bmverify: ${quoteDigest(sumsSha256)}\n`);
  terminal.write(`${folder}\n${archive === null ? "" : `${archive}\n`}`);
}

/**
 * Where the reports go. New sums must not make a killed run or a changed bundle look whole, nor leave a signature over
 * files that are no longer there.
 */
async function placeOf(
  host: Host,
  run: OpenedRun,
  { options: { out, redact, sign }, archive }: ReportPlan,
): Promise<string> {
  const { bundle: { folder }, files, record } = run;
  // Beside an archive: what is unpacked of it is gone afterwards.
  const name = archive === null ? folder : archive.replace(/\.(?:tar\.gz|tgz)$/, "");
  const place = out ?? (redact === true ? `${name}-redacted` : archive === null ? folder : `${name}-reports`);
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
function refuseIdleWords({ verify, key, sign, unverified, push, pushCredentials }: ReportOptions): void {
  const refuse = (word: string, why: string): never => {
    throw new HarnessError("usage/invalid", `Cannot use ${word}: ${why}`, { hint: `Leave ${word} out` });
  };
  if (key !== undefined && verify !== true) refuse("--key", "it belongs to --verify");
  if (pushCredentials !== undefined && push === undefined) {
    refuse("--push-credentials", "it belongs to --push");
  }
  if (verify !== true) return;
  if (sign !== undefined) refuse("--sign", "--verify only looks");
  if (unverified === true) refuse("--unverified", "--verify says what was changed");
}

/** Packs a bundle beside it, under a name that says of which machine it is; gives the path. */
async function pack({ bundleFiles }: Host, folder: string, { device }: RunRecord): Promise<string> {
  const paths = await bundleFiles.list(folder);
  const files = await Promise.all(paths.map(async (path) => ({
    path,
    size: await bundleFiles.size(`${folder}/${path}`),
    pieces: () => bundleFiles.pieces(folder, path),
  })));
  const parent = folder.slice(0, folder.lastIndexOf("/"));
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const host = (device.hostName ?? "").replace(/[^A-Za-z0-9.-]+/g, "-").replace(/^[.-]+/, "").slice(0, 60);
  const archive = `${host === "" ? "" : `${host}-`}${name}.tar.gz`;
  await bundleFiles.writePieces(parent, archive, createArchive(name, files));
  return `${parent}/${archive}`;
}
