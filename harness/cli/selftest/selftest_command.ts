// `selftest`: what the harness takes for granted, tried on this machine and this agent, as a table or as JSON.
import { deviceNotice } from "../../../reports/views/device_notice.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import { chooseDevice, type ChosenDevice, deviceRecord } from "../../run/open_device.ts";
import type { Trial } from "../../selftest/assumption.ts";
import { ASSUMPTIONS } from "../../selftest/assumptions.ts";
import { type ProbedAssumption, runSelftest, undermines } from "../../selftest/run_selftest.ts";
import { createStyle } from "../showing/create_style.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { selftestSum, selftestTable } from "./selftest_table.ts";

/** Values of the options of `selftest`. */
export interface SelftestOptions extends DeviceOptions {
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

const TIMEOUT_MS = 30_000;
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** Runs `selftest`: exit 1 when something that verdicts rest on does not hold, 0 otherwise. */
export async function selftest(host: Host, options: SelftestOptions): Promise<ExitCode> {
  const device = await chooseDevice(host, deviceChoice(options));
  try {
    const probed = await runSelftest(await openTrial(host, device), ASSUMPTIONS, { consent: false });
    await tell(host, options, { device, probed });
    return probed.some(undermines) ? EXIT_CODE.fail : EXIT_CODE.pass;
  } finally {
    await device.simulated?.close();
  }
}

async function openTrial(host: Host, { agentPath, simulated }: ChosenDevice): Promise<Trial> {
  const { commandRunner, clock, facts, trialPrograms, installationProbe } = host;
  const installation = await installationProbe.probe(agentPath);
  const isThere = installation.kind === "installed";
  return {
    platform: facts.platform,
    isRoot: facts.isRoot,
    startedBy: facts.startedBy,
    agent: isThere ? { path: agentPath, root: simulated?.root ?? null } : null,
    noAgent: `No agent answers at ${agentPath} (${installation.kind})`,
    clock,
    programs: trialPrograms,
    run: (argv, timeoutMs = TIMEOUT_MS) =>
      commandRunner.run({ argv, timeoutMs, maxOutputBytes: LARGEST_ANSWER_BYTES }),
  };
}

async function tell(
  host: Host,
  options: SelftestOptions,
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
    return terminal.write(`${JSON.stringify({ notice, simulated, trusted, assumptions }, null, 2)}\n`);
  }
  if (options.quiet === true) return terminal.write(`${selftestSum(probed)}\n`);
  const style = await createStyle(facts.colour && options.color);
  const head = notice === null ? [] : [style.yellow(notice), ""];
  terminal.write(`${[...head, ...selftestTable(probed, style), "", selftestSum(probed)].join("\n")}\n`);
}
