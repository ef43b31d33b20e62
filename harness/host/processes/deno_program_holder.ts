// Holds a program in a process group of its own, on the runtime's own processes.
import { HarnessError } from "../../model/harness_error.ts";
import type { HeldProgram, ProgramHolder } from "../../ports/program_holder.ts";
import { cleanCommand } from "./clean_command.ts";
import { ProcessGroup } from "./process_group.ts";

/** Holder on the runtime's own processes. */
export const denoProgramHolder: ProgramHolder = {
  hold(argv): HeldProgram {
    const child = spawn(argv);
    const group = new ProcessGroup(child.pid, child.status);
    return {
      isRunning: () => !group.hasEnded,
      async end() {
        if (!group.hasEnded) await group.kill();
        await child.status;
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
