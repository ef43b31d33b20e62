// What is said of a folder that is no bundle, or none that can be read whole.
import { HarnessError } from "../../model/harness_error.ts";
import { printableLine } from "../../model/text/printable.ts";

/** A folder that is no bundle. */
export function bundleNotFound(folder: string): HarnessError {
  return new HarnessError(
    "bundle/not-found",
    printableLine(`Cannot read the bundle "${folder}": it has no events.ndjson`),
    { hint: 'Give the folder of a run, for example "reports/out/latest"' },
  );
}

/** A bundle that cannot be read whole. */
export function incompleteBundle(folder: string, why: string, cause?: unknown): HarnessError {
  return new HarnessError("bundle/incomplete", printableLine(`Cannot read the bundle "${folder}": ${why}`), {
    hint: 'Copy the bundle again, whole; "bmverify report --verify" names every file that differs',
    cause,
  });
}
