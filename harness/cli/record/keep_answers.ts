// Everything that a recording asks beside its run, kept as evidence: the machine, the agent as user and as root, and the
// list after a demonstration.
import { DETECTIONS, JSON_FORM } from "../../device/agent_commands.ts";
import {
  configurationCommands,
  furtherQuestions,
  machineCommands,
  type RecordedCommand,
} from "../../device/recorded/recorded_commands.ts";
import { toProblem } from "../../model/harness_error.ts";
import type { EvidenceStore } from "../../ports/bundle.ts";
import type { CommandOutput } from "../../ports/command_runner.ts";
import type { Host } from "../../ports/host.ts";
import type { ChosenDevice } from "../../run/open_device.ts";
import { commandAs, SUDO } from "../../selftest/agent/agent_question_assumption.ts";
import { ASSUMPTIONS } from "../../selftest/assumptions.ts";
import { type ProbedAssumption, runSelftest } from "../../selftest/run_selftest.ts";
import { openTrial } from "../selftest/selftest_command.ts";
import { onlyOfAgent } from "./only_of_agent.ts";

/** What keeping needs. */
interface Keeping {
  readonly device: ChosenDevice;
  readonly evidence: EvidenceStore;
  readonly signal: AbortSignal;
}

const TIMEOUT_MS = 30_000;
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** Asks all of it; what could not be asked is left out. Gives what the selftest found on the way. */
export async function keepAnswers(
  host: Host,
  { device, evidence, signal }: Keeping,
): Promise<readonly ProbedAssumption[]> {
  const trial = await openTrial(host, device);
  const probed = await runSelftest(
    {
      ...trial,
      run: async (argv, timeoutMs) => {
        const output = await trial.run(argv, timeoutMs);
        await evidence.keep(labelOf(argv), onlyOfAgent(output));
        return output;
      },
    },
    ASSUMPTIONS,
    signal,
  );
  const system = host.facts.platform ?? device.platform;
  const { platform, agentPath, simulated } = device;
  const questions = trial.agent === null ? [] : askedByBoth(host, furtherQuestions(agentPath));
  const commands = [
    ...questions,
    ...configurationCommands({ platform, system, root: simulated?.root ?? "" }),
    ...machineCommands({ system }),
  ];
  for (const command of commands) {
    if (!signal.aborted) await keep(host, evidence, command);
  }
  return probed;
}

/** Asks for the list once a second. */
export async function keepList(
  host: Host,
  { device, evidence, signal }: Keeping,
  watchMs: number,
): Promise<void> {
  const { clock } = host;
  const startMs = clock.monotonicMs();
  for (let atMs = 0; atMs < watchMs && !signal.aborted; atMs += 1000) {
    await clock.sleep(startMs + atMs - clock.monotonicMs(), signal);
    // A label of its own: what was judged in the run is judged from what the run listed.
    await keep(host, evidence, { label: "list-after", argv: [device.agentPath, ...DETECTIONS.args] });
  }
  // Of an entry of behavior monitoring in this form no sample is public.
  const inJson = [device.agentPath, ...DETECTIONS.args, ...JSON_FORM] as const;
  if (!signal.aborted) await keep(host, evidence, { label: "list-after-json", argv: inJson });
}

async function keep(host: Host, evidence: EvidenceStore, { label, argv }: RecordedCommand): Promise<void> {
  let output: CommandOutput;
  try {
    output = await host.commandRunner.run({
      argv,
      timeoutMs: TIMEOUT_MS,
      maxOutputBytes: LARGEST_ANSWER_BYTES,
    });
  } catch (error) {
    // A command that this machine does not have has nothing to be kept.
    toProblem(error);
    return;
  }
  await evidence.keep(label, onlyOfAgent(output));
}

function askedByBoth({ facts }: Host, commands: readonly RecordedCommand[]): readonly RecordedCommand[] {
  return commands.flatMap(({ label, argv: [path, ...args] }) =>
    (["user", "root"] as const).flatMap((asker) => {
      const argv = commandAs(facts, { path }, { asker, args });
      return argv === null ? [] : [{ label, argv }];
    })
  );
}

const LONGEST_LABEL = 60;

/** Names of files are made of it, so it says that a user asks and not which. */
function labelOf(argv: readonly string[]): string {
  const asked = argv[0] === SUDO ? ["as-user", ...argv.slice(argv.indexOf("--") + 1)] : argv;
  const words = asked.map((word) => word.slice(word.lastIndexOf("/") + 1)).join(" ");
  return `asked-${words.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, LONGEST_LABEL).replace(/-$/, "")}`;
}
