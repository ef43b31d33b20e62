// `simulate`: simulated devices for a person to type at, or for another program.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { ExpectedOutcome } from "../../model/simulated_profile.ts";
import type { Host } from "../../ports/host.ts";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Runs `simulate list`. */
export async function listProfiles(host: Host, { json }: { readonly json?: true }): Promise<ExitCode> {
  const profiles = await host.listProfiles();
  if (json === true) host.terminal.write(`${jsonText(profiles)}\n`);
  else {
    const width = Math.max(...profiles.map(({ id }) => id.length));
    host.terminal.write(
      profiles.map(({ id, description, expected }) =>
        `${id.padEnd(width)}  ${description}\n${" ".repeat(width)}  ${expectation(expected)}\n`
      ).join(""),
    );
  }
  return EXIT_CODE.pass;
}

function expectation({ command, verdict, reason, exitCode }: ExpectedOutcome): string {
  return `${command}: ${verdict} ${reason}, exit ${exitCode}`;
}

/** Runs `simulate start`: ends with SIGINT, SIGTERM, or, in a pipe, when standard input ends. */
export async function startSimulation(
  host: Host,
  profile: string,
  { deadline, json }: { readonly deadline: number; readonly json?: true },
): Promise<ExitCode> {
  const interruption = host.watchInterruption(() => {});
  try {
    const device = await host.startSimulatedDevice({ profile, deadlineMs: deadline });
    try {
      host.terminal.write(json === true ? `${jsonText(describe(device), 0)}\n` : invite(device));
      await host.waitForEnd(interruption.signal);
      return EXIT_CODE.pass;
    } finally {
      await device.close();
    }
  } finally {
    interruption.dispose();
  }
}

function describe(
  { profile, root, agentPath, triggerFolder, workFolder, processes }: SimulatedDevice,
): object {
  return { profile, root, agentPath, triggerFolder, workFolder, processes };
}

function invite({ profile, agentPath, processes }: SimulatedDevice): string {
  return [
    `Simulated device "${profile}" is running: ${
      processes.map(({ name, pid }) => `${name} ${pid}`).join(", ")
    }`,
    "",
    `  ${agentPath} health`,
    `  bmverify verify --mdatp ${agentPath} --yes`,
    "",
    "It ends, and leaves nothing behind, with Ctrl-C.",
    "",
  ].join("\n");
}
