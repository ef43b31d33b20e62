// The command line in the process of the test, on the machine as it is: for commands that only read what is stored, asked
// so often that a process for each would cost more than all else of the test.
import { runCommandLine } from "../../cli/run_command_line.ts";
import { createHost } from "../../host/create_host.ts";
import type { Ended } from "./run_bmverify.ts";

/** Runs the command line to its end, as in a pipe and without colour; what it prints is kept. */
export async function runHere(words: readonly string[]): Promise<Ended> {
  let [stdout, stderr] = ["", ""];
  const writeError = (text: string): void => void (stderr += text);
  const code = await runCommandLine(words, {
    loadHost: () => {
      const machine = createHost();
      return Promise.resolve({
        ...machine,
        facts: { ...machine.facts, isInteractive: false, colour: false, columns: undefined },
        terminal: {
          write: (text) => void (stdout += text),
          writeFile: (text) => void (stdout += text),
          writeError,
          confirm: () => Promise.resolve(false),
          waitForEnter: () => Promise.resolve(),
          startLiveLine: () => ({ finish: () => {} }),
        },
      });
    },
    writeError,
  });
  return { code, stdout, stderr };
}
