// `report --verify`: says what of a stored bundle holds, or what shows that it was changed.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { describeChecks, openRun, readFiles } from "../open_run.ts";
import { checkSignature, loadPublicKey } from "../sign_bundle.ts";

/** Exit 0 when nothing shows a change, 4 with one line for each thing that does, 3 for a run that listed no files. */
export async function verifyBundle(
  host: Host,
  { folder, keyPath }: { readonly folder: string; readonly keyPath: string | undefined },
): Promise<ExitCode> {
  const key = keyPath === undefined ? null : await loadPublicKey(host, keyPath);
  const files = await readFiles(host, folder);
  const signature = await checkSignature(host, { ...files, key });
  // What is wrong with a bundle has to show here when it can no longer be read.
  if (files.changes.length > 0) return tell(host, [...files.changes, ...signature.changes]);
  const run = await openRun(host, { folder, unverified: true });
  const changes = [...run.files.changes, ...signature.changes];
  if (changes.length > 0) return tell(host, changes);
  host.terminal.write(
    [...describeChecks(run), signature.sentence].map((line) => `${printableLine(line)}\n`).join(""),
  );
  return files.seal === null ? EXIT_CODE.inconclusive : EXIT_CODE.pass;
}

function tell({ terminal }: Host, changes: readonly string[]): ExitCode {
  terminal.write(changes.map((change) => `${printableLine(change)}\n`).join(""));
  return EXIT_CODE.internal;
}
