// The command tree. Every command's options stand in a file of their own; what it does is loaded when it runs.
import { Command, type CommandUnknownOpts, Help, type Option } from "@commander-js/extra-typings";
import { checkCommand } from "./check/check_options.ts";
import { compareCommand } from "./compare/compare_options.ts";
import { completeCommand, completionsCommand } from "./completions/completions_options.ts";
import { configCommand } from "./config/config_options.ts";
import type { CommandContext } from "./words/command_context.ts";
import { profileCommand } from "./profile/profile_options.ts";
import { historyCommand } from "./history/history_options.ts";
import { measureCommand } from "./measure/measure_options.ts";
import { judgeCommand, parseCommand, scenariosCommand } from "./read/reading_options.ts";
import { recordCommand } from "./record/record_options.ts";
import { reportCommand } from "./report/report_options.ts";
import { restoreCommand, settingCommands } from "./setting/setting_options.ts";
import { selftestCommand } from "./selftest/selftest_options.ts";
import { simulateCommand } from "./simulate/simulate_options.ts";
import { examplesInWords } from "./words/examples.ts";
import { TOOL } from "./words/tool.ts";
import { verifyCommand } from "./verify/verify_options.ts";

const EXIT_CODES = `
Exit codes: 0 pass · 1 fail · 2 usage · 3 could not judge · 4 internal or reporter failure ·
            5 device not restored · 129/130/131/143/148 interrupted (restored)`;

/** Builds the tree. It never exits the process and never prints a usage error itself. */
export function createProgram(context: CommandContext): Command {
  const program = new Command(TOOL.name)
    .description("Prove that behavior monitoring of Microsoft Defender for Endpoint works on a device")
    .version(`${TOOL.name} ${TOOL.version}`, "-V, --version")
    .showSuggestionAfterError(true);
  const verify = verifyCommand(context);
  const groups: Readonly<Record<string, readonly CommandUnknownOpts[]>> = {
    "On a device:": [
      verify,
      checkCommand(context),
      selftestCommand(context),
      measureCommand(context),
      recordCommand(context),
    ],
    "Its setting:": [...settingCommands(context), restoreCommand(context)],
    "On what is stored:": [
      parseCommand(context),
      judgeCommand(context),
      reportCommand(context),
      compareCommand(context),
      historyCommand(context),
    ],
    "Beside it:": [
      profileCommand(context),
      scenariosCommand(context),
      simulateCommand(context),
      configCommand(context, verify),
      completionsCommand(context),
    ],
  };
  for (const [heading, commands] of Object.entries(groups)) {
    for (const command of commands) program.addCommand(command.helpGroup(heading));
  }
  program.addCommand(completeCommand(context, () => program), { hidden: true });
  silence(program);
  addExamples(program, []);
  program.addHelpText("after", EXIT_CODES);
  return program;
}

function addExamples(command: CommandUnknownOpts, path: readonly string[]): void {
  command.addHelpText("after", examplesInWords(path.join(" ")));
  for (const child of command.commands) addExamples(child, [...path, child.name()]);
}

/** An option that may be given many times has none by default, which needs no word. */
function optionDescription(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(default: \[\]\)$/, "");
}

/** Errors are thrown to the caller, which prints them in one line and knows their exit code. */
function silence(command: Command): void {
  // The help has no colour, so nobody needs to ask the environment for it.
  const output = { outputError: () => {}, getOutHasColors: () => false, getErrHasColors: () => false };
  command.exitOverride().configureOutput(output).configureHelp({ optionDescription });
  for (const child of command.commands) silence(child as Command);
}
