// Words in, exit code out. The only place that turns what was thrown into a line for the person and a code.
import { CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { EXIT_CODE, type ExitCode } from "../model/exit_code.ts";
import { HarnessError, toProblem } from "../model/harness_error.ts";
import { printable, printableLine } from "../model/text/printable.ts";
import type { Host } from "../ports/host.ts";
import type { CommandContext } from "./words/command_context.ts";
import { isCompletionRequest } from "./completions/completions_options.ts";
import { takesConfiguration } from "./config/config_options.ts";
import { exitCodeOfProblem } from "./words/exit_code_of_problem.ts";
import { suggestCommand } from "./words/suggest_command.ts";
import { createProgram } from "./program.ts";

/** What the composition gives. */
export interface CommandLine {
  readonly loadHost: CommandContext["loadHost"];
  readonly writeError: (text: string) => void;
}

/** Runs the command that the words ask for. Never throws. */
export async function runCommandLine(words: readonly string[], line: CommandLine): Promise<ExitCode> {
  let code: ExitCode = EXIT_CODE.pass;
  // One machine, whoever of the command asks for it: what is typed ahead belongs to one terminal.
  let host: ReturnType<CommandLine["loadHost"]> | undefined;
  const loadHost = () => host ??= line.loadHost();
  const program = createProgram({ loadHost, end: (ended) => code = ended });
  // What the command line leaves open, a configuration may say; a command that it does not concern loads nothing for it.
  program.hook("preAction", async (_program, command) => {
    if (takesConfiguration(command)) await configure(await loadHost(), command);
  });
  try {
    await program.parseAsync(words.length === 0 ? ["--help"] : [...words], { from: "user" });
    return code;
  } catch (thrown) {
    if (isCompletionRequest(words)) return EXIT_CODE.pass;
    const meant = suggestCommand(program, words);
    return tell(thrown, { line, meant, isVerbose: words.includes("--verbose") });
  }
}

async function configure(host: Host, command: CommandUnknownOpts): Promise<void> {
  const { configure } = await import(
    import.meta.resolve("./config/configure.ts")
  ) as typeof import("./config/configure.ts");
  await configure(host, command);
}

function tell(
  thrown: unknown,
  { line, meant, isVerbose }: {
    readonly line: CommandLine;
    /** Path of the command that was meant, if an unknown word is what is wrong. */
    readonly meant: string | null;
    readonly isVerbose: boolean;
  },
): ExitCode {
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return EXIT_CODE.pass;
    const said = thrown.message.replace(/^error: /, "").replaceAll("\n", " ");
    const message = thrown.code === "commander.unknownCommand" && meant !== null
      ? `${said.replace(/ \(Did you mean .*\)$/, "")} (Did you mean ${meant}?)`
      : said;
    const words = message === "(outputHelp)" ? 'No command given; see "bmverify --help"' : message;
    line.writeError(`bmverify: ${printableLine(words)}\n`);
    return EXIT_CODE.usage;
  }
  const { code, message, hint } = toProblem(thrown);
  line.writeError(`bmverify: ${printableLine(`${message}. ${hint}`)} [${code}]\n`);
  const isExpected = thrown instanceof HarnessError;
  if (isVerbose && thrown instanceof Error && !isExpected) {
    line.writeError(`${printable(thrown.stack ?? "")}\n`);
  }
  return exitCodeOfProblem(code);
}
