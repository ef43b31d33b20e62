// Holds a program in a process group of its own, on the runtime's own processes.
import { HarnessError } from "../../model/harness_error.ts";
import type { HeldProgram, ProgramHolder } from "../../ports/program_holder.ts";
import { cleanCommand } from "./clean_command.ts";
import { killProcessGroup } from "./process_group.ts";

/** Holder on the runtime's own processes. */
export const denoProgramHolder: ProgramHolder = {
  hold(argv): HeldProgram {
    const child = spawn(argv);
    let isRunning = true;
    const ended = child.status.then(() => void (isRunning = false));
    return {
      isRunning: () => isRunning,
      async end() {
        if (isRunning) killProcessGroup({ pid: child.pid, hasEnded: false });
        await ended;
      },
    };
  },
};

function spawn([program, ...args]: readonly [string, ...string[]]): Deno.ChildProcess {
  try {
    return cleanCommand(program, {
      args,
      detached: true,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
  } catch (error) {
    throw new HarnessError("command/not-started", `Cannot start "${program}": ${String(error)}`, {
      hint: `Check that "${program}" is installed`,
      cause: error,
    });
  }
}
