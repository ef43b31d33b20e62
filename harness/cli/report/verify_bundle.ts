// `report --verify`: says what of a stored bundle holds, or what shows that it was changed.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { describeChecks, openRun, readFiles } from "../open_run.ts";
import { checkSignature, loadPublicKey } from "../sign_bundle.ts";

/** What is looked at, and how it is told. */
interface VerifyRequest {
  readonly folder: string;
  readonly keyPath: string | undefined;
  readonly json?: true;
  readonly quiet?: true;
}

/** Exit 0 when nothing shows a change, 4 with one line for each thing that does, 3 for a run that listed no files. */
export async function verifyBundle(host: Host, request: VerifyRequest): Promise<ExitCode> {
  const { folder, keyPath } = request;
  const key = keyPath === undefined ? null : await loadPublicKey(host, keyPath);
  const files = await readFiles(host, folder);
  const signature = await checkSignature(host, { ...files, key });
  // What is wrong with a bundle has to show here when it can no longer be read.
  if (files.changes.length > 0) {
    return tell(host, request, { changes: [...files.changes, ...signature.changes] });
  }
  const run = await openRun(host, { folder, unverified: true });
  const changes = [...run.files.changes, ...signature.changes];
  if (changes.length > 0) return tell(host, request, { changes });
  tell(host, request, { changes, holds: [...describeChecks(run), signature.sentence] });
  return files.seal === null ? EXIT_CODE.inconclusive : EXIT_CODE.pass;
}

/** What was found: what was changed, or what holds and what that proves. */
interface Verified {
  readonly changes: readonly string[];
  readonly holds?: readonly string[];
}

function tell(
  { terminal }: Pick<Host, "terminal">,
  { json, quiet }: VerifyRequest,
  { changes, holds = [] }: Verified,
): ExitCode {
  if (json === true) {
    terminal.write(`${JSON.stringify({ changed: changes.length > 0, changes, holds }, null, 2)}\n`);
  } else if (quiet === true) {
    terminal.write(changes.length > 0 ? "changed\n" : "unchanged\n");
  } else {
    terminal.write([...changes, ...holds].map((line) => `${printableLine(line)}\n`).join(""));
  }
  return EXIT_CODE.internal;
}
