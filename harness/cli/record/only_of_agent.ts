// Lists of everything that runs on a machine, without what is not the agent's: command lines of others hold their secrets.
import type { CommandOutput } from "../../ports/command_runner.ts";

/** Programs whose output lists what runs. */
const LISTING = /\/(?:ps|launchctl|top)$/;
const AGENTS = /wdav|mdatp|epsext|netext|Microsoft Defender|com\.microsoft\.(?:dlp|fresno)/i;

/** The output, where it is such a list only its first line and the lines of the agent. */
export function onlyOfAgent(output: CommandOutput): CommandOutput {
  if (!LISTING.test(output.argv[0] ?? "")) return output;
  const lines = new TextDecoder().decode(output.stdout).split("\n");
  const kept = lines.filter((line, index) => (index === 0 && isHeading(line)) || AGENTS.test(line));
  return { ...output, stdout: new TextEncoder().encode(kept.map((line) => `${line}\n`).join("")) };
}

/** `PID PPID …`; a line of a list without a heading is somebody's process. */
function isHeading(line: string): boolean {
  return /^\s*(?:PID|USER|UID|STARTED)\b/.test(line);
}
