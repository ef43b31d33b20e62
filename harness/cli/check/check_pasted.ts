// `check --from FILE…`: the prerequisites as far as pasted outputs tell them.
import { type Pasted, readPasted } from "../../device/pasted/read_pasted.ts";
import type { ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { parseAttested } from "../../prerequisites/parse_attested.ts";
import { parseWaivers } from "../../prerequisites/parse_waivers.ts";
import type { CheckCommandOptions } from "./check_command.ts";
import { pastedPrerequisites } from "./pasted_prerequisites.ts";
import { tellCheck } from "./tell_check.ts";

/** What stands in front of everything that is made from pasted text. */
export const PASTED_NOTICE =
  "FROM PASTED TEXT: shows what somebody passed on, not which device printed it, when, or whether all of it is there";

type PastedHost = Pick<Host, "readInput" | "terminal" | "facts" | "clock">;

/**
 * Runs `check --from`: exit 0 when nothing that was pasted stands in the way of a run, 3 otherwise.
 *
 * @throws HarnessError `usage/invalid`, `parse/input-unreadable`, and `agent/…` for a text that is no known output.
 */
export async function checkPasted(
  host: PastedHost,
  { from, ...options }: CheckCommandOptions & { readonly from: readonly string[] },
): Promise<ExitCode> {
  refuseDevice(options);
  const judge = { attested: parseAttested(options.attest), waivers: parseWaivers(options.waive) };
  const pasted = await readFiles(host, from);
  const { policy, platform = null } = options;
  const checks = { ...judge, policy, platform, isInOrder: false, now: host.clock.now() };
  const { assumed, ...judged } = pastedPrerequisites(pasted, checks);
  const read = pasted.answers.map(({ name, kind }) => ({ name, kind }));
  return await tellCheck(host, options, {
    inTheWay: null,
    ...judged,
    marks: { notice: PASTED_NOTICE, pasted: { read, unused: pasted.unused }, simulated: false },
    mark: "PASTED ",
    head: (style) => [
      style.yellow(PASTED_NOTICE),
      ...(assumed === null ? [] : [
        style.yellow(`${assumed} assumed: nothing that was pasted tells the system; --platform does`),
      ]),
      `${style.bold("Read")}    ${
        read.map(({ name, kind }) => printableLine(`${kind} (${name})`)).join(", ")
      }`,
      ...pasted.unused.map((why) => `${style.bold("Unused")}  ${printableLine(why)}`),
    ],
    ready: "Nothing that was pasted stands in the way of a run; what is unknown here, only the device shows",
  });
}

/**
 * Reads the files that somebody pasted outputs into.
 *
 * @throws HarnessError as {@linkcode checkPasted}.
 */
export async function readFiles(
  { readInput }: Pick<Host, "readInput">,
  files: readonly string[],
): Promise<Pasted> {
  const texts = [];
  for (const name of files) texts.push({ name, bytes: await readInput(name) });
  return readPasted(texts);
}

function refuseDevice({ device, mdatp }: CheckCommandOptions): void {
  if (device === "real" && mdatp === undefined) return;
  throw new HarnessError("usage/invalid", "Cannot check both pasted text and a device", {
    hint: "Leave out --from, or --device and --mdatp",
  });
}
