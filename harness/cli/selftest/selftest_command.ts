// `selftest`: what the harness takes for granted, tried on this machine and this agent. Without consent nothing is
// asked that could change anything; with it the frame of every run holds the lock and puts the device back.
import { EXIT_CODE, EXIT_CODE_OF_SIGNAL, type ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import { chooseDevice, type ChosenDevice, NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import { type LockedRun, runOnDevice } from "../../run/run_on_device.ts";
import { createJournal } from "../../run/setting/journal.ts";
import { restoreDevice, type RestoreOutcome } from "../../run/setting/restore_device.ts";
import type { Trial } from "../../selftest/assumption.ts";
import { ASSUMPTIONS } from "../../selftest/assumptions.ts";
import { type ProbedAssumption, runSelftest, undermines } from "../../selftest/run_selftest.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { type SelftestPrintOptions, tellSelftest } from "./tell_selftest.ts";

/** Values of the options of `selftest`. */
export interface SelftestOptions extends DeviceOptions, SelftestPrintOptions {
  readonly consent?: true;
}

const TIMEOUT_MS = 30_000;
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** Runs `selftest`: exit 1 when something that verdicts rest on does not hold, 0 otherwise. */
export async function selftest(host: Host, options: SelftestOptions): Promise<ExitCode> {
  if (options.consent === true) return await selftestWithChanges(host, options);
  const device = await chooseDevice(host, deviceChoice(options));
  try {
    const probed = await runSelftest(await openTrial(host, device), ASSUMPTIONS);
    await tellSelftest(host, options, { device, probed });
    return exitCodeOf(probed);
  } finally {
    await device.simulated?.close();
  }
}

async function selftestWithChanges(host: Host, options: SelftestOptions): Promise<ExitCode> {
  const stateFolder = options.state ?? host.facts.stateFolder;
  return await runOnDevice(host, {
    plan: { device: deviceChoice(options), stateFolder, restoreFirst: false },
    open: () => Promise.resolve(null),
    act: (locked) => tryWithChanges(host, locked),
    report: async ({ device, interruption }, { probed, restored }) => {
      await tellSelftest(host, options, { device, probed });
      for (const { message, hint } of restored.problems) {
        host.terminal.writeError(`bmverify: ${message}. ${hint}\n`);
      }
      if (restored.restore.status === "failed") return EXIT_CODE.notRestored;
      if (restored.problems.length > 0) return EXIT_CODE.internal;
      return interruption.by === null ? exitCodeOf(probed) : EXIT_CODE_OF_SIGNAL[interruption.by];
    },
  });
}

/** Whatever a probe does or throws, what the journal holds is undone before anything is told. */
async function tryWithChanges(
  host: Host,
  { runId, device: chosen, state, interruption }: LockedRun<null>,
): Promise<{ readonly probed: readonly ProbedAssumption[]; readonly restored: RestoreOutcome }> {
  const { clock, triggerFiles } = host;
  const device = openDevice(host, chosen, NO_EVIDENCE, interruption.signal);
  const restoringDevice = openDevice(host, chosen, NO_EVIDENCE);
  const journal = createJournal({ state, device, clock }, { runId, kept: false });
  const trial = { ...await openTrial(host, chosen), change: { device, clock, journal } };
  const putBack = async (): Promise<RestoreOutcome> => {
    const { entries, problem } = await journal.pending();
    const options = { leaveEnabled: false, isUrgent: interruption.signal.aborted };
    const outcome = await restoreDevice(
      { device: restoringDevice, clock, triggerFiles, state },
      entries,
      options,
    );
    return problem === null ? outcome : { ...outcome, problems: [problem, ...outcome.problems] };
  };
  try {
    const probed = await runSelftest(trial, ASSUMPTIONS, interruption.signal);
    return { probed, restored: await putBack() };
  } catch (error) {
    await putBack();
    throw error;
  }
}

function exitCodeOf(probed: readonly ProbedAssumption[]): ExitCode {
  return probed.some(undermines) ? EXIT_CODE.fail : EXIT_CODE.pass;
}

/** What probes may use, on this machine and this agent. */
export async function openTrial(host: Host, { agentPath, simulated }: ChosenDevice): Promise<Trial> {
  const { commandRunner, clock, facts, trialPrograms, installationProbe } = host;
  const installation = await installationProbe.probe(agentPath);
  const isThere = installation.kind === "installed";
  return {
    platform: facts.platform,
    isRoot: facts.isRoot,
    startedBy: facts.startedBy,
    agent: isThere ? { path: agentPath, root: simulated?.root ?? null } : null,
    noAgent: `No agent answers at ${agentPath} (${installation.kind})`,
    change: null,
    clock,
    programs: trialPrograms,
    run: (argv, timeoutMs = TIMEOUT_MS) =>
      commandRunner.run({ argv, timeoutMs, maxOutputBytes: LARGEST_ANSWER_BYTES }),
  };
}
