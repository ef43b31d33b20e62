// The result of `selftest` as a table, as JSON, or in one line.
import { deviceNotice } from "../../../reports/views/device_notice.ts";
import type { Host } from "../../ports/host.ts";
import { type ChosenDevice, deviceRecord } from "../../run/open_device.ts";
import { type ProbedAssumption, undermines } from "../../selftest/run_selftest.ts";
import { createStyle } from "../showing/create_style.ts";
import { selftestSum, selftestTable } from "./selftest_table.ts";
import { jsonText } from "../../model/text/printable.ts";

/** How it is printed. */
export interface SelftestPrintOptions {
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** Prints it. */
export async function tellSelftest(
  host: Pick<Host, "terminal" | "facts">,
  options: SelftestPrintOptions,
  { device, probed }: { readonly device: ChosenDevice; readonly probed: readonly ProbedAssumption[] },
): Promise<void> {
  const { terminal, facts } = host;
  const simulated = device.simulated !== null;
  const notice = deviceNotice({ simulated, device: deviceRecord(host, device) });
  if (options.json === true) {
    const assumptions = probed.map(({ assumption: { probe: _, ...said }, finding }) => ({
      ...said,
      ...finding,
    }));
    const trusted = !probed.some(undermines);
    return terminal.write(`${jsonText({ notice, simulated, trusted, assumptions })}\n`);
  }
  if (options.quiet === true) return terminal.write(`${selftestSum(probed)}\n`);
  const style = await createStyle(facts.colour && options.color);
  const head = notice === null ? [] : [style.yellow(notice), ""];
  terminal.write(`${[...head, ...selftestTable(probed, style), "", selftestSum(probed)].join("\n")}\n`);
}
