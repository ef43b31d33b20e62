// `verify` on simulated devices, several at a time: runs mostly wait, and more would make two cores late.
import type { RunRecord } from "../../model/record/run_record.ts";
import { type Ended, latestRecord, makeScratch, runBmverify } from "./run_bmverify.ts";
import { runHere } from "./run_here.ts";
import { startInLanes } from "./start_in_lanes.ts";

/** What is verified, and how. */
export interface DeviceToVerify {
  readonly profile: string;
  readonly options?: readonly string[];
  /** The default scenarios, controls included, or those that the options name; else the demonstration alone. */
  readonly controls?: true;
  /** Recorded in time even where the machine is busy: what passes ends no later for a longer deadline. */
  readonly passes?: boolean;
}

/** What came of it. */
export interface VerifyOutcome {
  readonly code: number;
  readonly stderr: string;
  readonly record: RunRecord | null;
  /** What `judge` makes of the bundle; null where it was not asked. */
  readonly judged: Ended | null;
}

const AT_A_TIME = 5;

/** Starts with all of them; each outcome can be waited for on its own. */
export function verifyAll<Row extends DeviceToVerify>(
  rows: readonly Row[],
  { judges = false }: { readonly judges?: boolean } = {},
): ReadonlyMap<Row, Promise<VerifyOutcome>> {
  return startInLanes(rows, AT_A_TIME, (row) => verifyDevice(row, judges));
}

async function verifyDevice(
  { profile, options = [], controls, passes = false }: DeviceToVerify,
  judges: boolean,
): Promise<VerifyOutcome> {
  await using scratch = await makeScratch();
  const scenarios = controls === true ? [] : ["--scenario", "behavior-monitoring.change-file-test"];
  const { code, stderr } = await runBmverify([
    "verify",
    "--device",
    `simulated:${profile}`,
    "--yes",
    "--quiet",
    "--deadline",
    passes ? "20" : "4",
    "--settle",
    "0.3",
    "--reporter",
    "json",
    ...scenarios,
    ...options,
    ...scratch.options,
  ]);
  const judged = judges ? await runHere(["judge", `${scratch.out}/latest`]) : null;
  return { code, stderr, judged, record: await latestRecord(scratch).catch(() => null) };
}
