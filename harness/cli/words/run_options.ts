// Options that several commands have: one declaration each, so that a word means the same everywhere.
import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { ATTESTABLE_IDS, PREREQUISITE_IDS } from "../../model/prerequisite.ts";
import { POLICY_WORDS } from "../../prerequisites/choose_policy.ts";
import { REPORTER_NAMES } from "../../../reports/reporter_names.ts";
import { DEFAULT_WORKLOADS, WORKLOAD_IDS } from "../../cost/workloads/workload.ts";
import { DEFAULT_OUT } from "./device_options.ts";
import {
  collectValues,
  collectWords,
  parsePositiveSeconds,
  parseRepeats,
  parseSeconds,
} from "./option_values.ts";

/** How long a detection may take to be listed, unless `--deadline` says otherwise. */
export const DEFAULT_DEADLINE_MS = 30_000;

/** What `--reporter` takes. */
export const REPORTERS_IN_WORDS = `reports to write: ${REPORTER_NAMES.join(", ")}, or all`;

/** Columns of the help. */
const LINE = 78;

/** What `--waive` takes, for the end of a help. */
export const PREREQUISITES_IN_WORDS = `\nPrerequisites, for --waive:\n${
  PREREQUISITE_IDS.reduce(inLines, " ")
}`;

function inLines(text: string, word: string): string {
  const line = text.slice(text.lastIndexOf("\n") + 1);
  return `${text}${line.length + word.length < LINE ? "" : "\n "} ${word}`;
}

/** Headings of the help. */
const GROUP = {
  prerequisites: "Prerequisites:",
  kept: "What is kept:",
  printed: "What is printed:",
} as const;

/** Options that say which configuration counts. */
export const CONFIG_OPTIONS = {
  config: new Option("--config <file>", "settings to read (default: bmverify.toml where it is looked for)"),
  noConfig: new Option("--no-config", "read no file of settings"),
} as const;

/** Options of commands that look at prerequisites. */
export const PREREQUISITE_OPTIONS = {
  policy: new Option("--policy <name>", "prerequisites to check; auto: those that ring and version say")
    .choices(POLICY_WORDS).default("auto" as const).helpGroup(GROUP.prerequisites),
  attest: new Option(
    "--attest <ids[=who, why]>",
    `facts that no command shows (${ATTESTABLE_IDS.join(", ")}), and who says so`,
  )
    .argParser(collectValues).default([] as readonly string[]).helpGroup(GROUP.prerequisites),
  waive: new Option(
    "--waive <id=reason[@day]>",
    "go on although a required prerequisite is unmet, until the end of that day (UTC)",
  )
    .argParser(collectValues).default([] as readonly string[]).helpGroup(GROUP.prerequisites),
} as const;

/** Options of commands that run something on a device. */
export const RUN_OPTIONS = {
  settle: new Option("--settle <seconds>", "wait after a change (default: 10, simulated 0.5)")
    .argParser(parseSeconds),
  out: new Option("--out <folder>", "folder for the bundle of the run").default(DEFAULT_OUT).helpGroup(
    GROUP.kept,
  ),
  reporter: new Option("--reporter <names>", `${REPORTERS_IN_WORDS} (default: all)`).argParser(collectWords)
    .default([] as readonly string[]).helpGroup(GROUP.kept),
  keep: new Option("--keep <n>", "remove bundles of earlier runs that ended well, but for the newest so many")
    .argParser(parseRepeats).helpGroup(GROUP.kept),
  keepDays: new Option("--keep-days <n>", "the same, but for those of the last days")
    .argParser(parseRepeats).helpGroup(GROUP.kept),
  dryRun: new Option("--dry-run", "print every command and file the run would touch, and do nothing"),
  restoreFirst: new Option("--restore-first", "undo first what an earlier run left"),
} as const;

/** Options that say what is printed. */
export const PRINT_OPTIONS = {
  json: new Option("--json", "print JSON, and nothing else").helpGroup(GROUP.printed),
  noColor: new Option("--no-color", "no colour").helpGroup(GROUP.printed),
  quiet: new Option("--quiet", "print the result in one line, or nothing").helpGroup(GROUP.printed),
  verbose: new Option("--verbose", "print every event").helpGroup(GROUP.printed),
} as const;

/** `--history`: the store of runs. */
export const HISTORY_OPTION = new Option(
  "--history <file>",
  "history of the runs (default: history.db beside lock and journal)",
).helpGroup(GROUP.kept);

/** `--no-history`: keeps none. */
export const NO_HISTORY_OPTION = new Option("--no-history", "keep no history, and compare with no run before")
  .helpGroup(GROUP.kept);

/** `--sign`: signs the bundle. */
export const SIGN_OPTION = new Option(
  "--sign <key>",
  "sign the bundle with this private Ed25519 key (of ssh-keygen or openssl, not encrypted)",
).helpGroup(GROUP.kept);

/** `--unverified`: reads a stored run although it was changed. */
export const UNVERIFIED_OPTION = new Option(
  "--unverified",
  "go on although the bundle was changed, and mark everything that is made from it",
);

/** Options of a measurement, on its own or behind the scenarios of `verify`. */
export const MEASURING_OPTIONS = {
  workload: new Option(
    "--workload <names>",
    `activities to measure: ${
      WORKLOAD_IDS.join(", ")
    }, or all (default: the first ${DEFAULT_WORKLOADS.length}, that people complain of; with --quick two)`,
  )
    .argParser(collectWords).default([] as readonly string[]),
  blocks: new Option(
    "--blocks <n>",
    "blocks in each arm; how few can claim anything depends on the workloads (default: 8)",
  ).argParser(parseRepeats),
  blockSeconds: new Option("--block-seconds <seconds>", "length of a block (default: 10, simulated 2)")
    .argParser(parsePositiveSeconds),
  folder: new Option("--folder <path>", "where they work (default: your home; never on a simulated device)"),
  rate: new Option("--rate <hertz>", "readings of each process in a second, 0.1 to 100 (default: 10)")
    .argParser(parseRate),
  quick: new Option(
    "--quick",
    "a look at two workloads in less than two minutes; every line says that it is no evidence",
  ),
  budget: new Option(
    "--budget <limit>",
    "cpu.mean=5, footprint.peak=600MB, workload.build.slowdown=10%, or a file of them",
  ).argParser(collectValues).default([] as readonly string[]),
  redact: new Option("--redact", "as without it: nothing in the feedback names the device").hideHelp(),
} as const;

function parseRate(text: string): number {
  const rateHz = Number(text);
  if (!(rateHz >= 0.1 && rateHz <= 100)) throw new InvalidArgumentError("Give a number from 0.1 to 100.");
  return rateHz;
}
