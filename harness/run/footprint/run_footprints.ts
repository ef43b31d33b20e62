// The footprints of the parts of a run, made of what these parts use themselves: the questions' own arguments, the
// scenarios' own scripts, the commands that ask the machine. A test compares them with what a run really does.
import {
  ALLOWED,
  BEHAVIOR_COUNTERS,
  BEHAVIOR_MONITORING_FIELD,
  configCommand,
  DETECTIONS,
  EXCLUSIONS,
  firstArguments,
  HEALTH,
  healthDetails,
  STATISTICS,
} from "../../device/agent_commands.ts";
import { workloadOf } from "../../cost/workloads/catalogue.ts";
import type { RunOptions } from "../../model/record/run_record.ts";
import { removalCommand } from "../../model/removal_command.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { ChangeableSetting } from "../../ports/device.ts";
import { neighbourName } from "../attempt/neighbour_script.ts";
import { scriptOf } from "../attempt/trigger_phase.ts";
import type { PlannedMeasurement } from "../measuring/measure_arms.ts";
import { identifyCommands } from "../identity/identify_device.ts";
import { awakeCommand } from "../measuring/keep_awake.ts";
import { psCommand } from "../measuring/ps_feed.ts";
import { machineStateCommands } from "../measuring/read_machine_state.ts";
import { type Footprint, type FootprintPlace, type FootprintScript, NO_FOOTPRINT } from "./footprint.ts";
import type { OnOff } from "../../model/on_off.ts";

/** What every run does around its work: the device, its lock, its journal. */
export function frameFootprint(
  { profile, home, state, listed }: FootprintPlace,
  /** Null for a run that changes nothing. */
  { journal: name }: { readonly journal: "journal.ndjson" | "kept.ndjson" | null },
): Footprint {
  const lock = `${home}/lock`;
  const notes = [...new Set([home, state, listed])].map((folder) => `${folder}/device.json`);
  const journal = [`${home}/holder.json`, ...notes, ...(name === null ? [] : [`${home}/${name}`])];
  return {
    ...NO_FOOTPRINT,
    starts: profile === null ? [] : [`the simulated device "${profile}", in a temporary folder of its own`],
    removed: [lock, ...journal],
  };
}

/** Telling what is tested. */
export function identityFootprint(place: FootprintPlace): Footprint {
  return { ...NO_FOOTPRINT, programs: identifyCommands(place) };
}

/** Looking at the prerequisites. */
export function checkFootprint({ agent, platform }: FootprintPlace): Footprint {
  const extensions = platform === "darwin" ? [healthDetails("system_extensions")] : [];
  const questions = [HEALTH, ...extensions, ALLOWED, EXCLUSIONS];
  return {
    ...NO_FOOTPRINT,
    asks: questions.map((question) => `${agent} ${firstArguments(question).join(" ")}`),
    asksIfNeeded: elsewhere(agent),
  };
}

/** Switching behavior monitoring; `undone` where the run puts it back. */
export function switchFootprint(
  { agent }: FootprintPlace,
  { wanted, undone }: { readonly wanted: OnOff; readonly undone: boolean },
): Footprint {
  const values = undone ? BOTH : [wanted];
  return {
    ...NO_FOOTPRINT,
    asks: [`${agent} ${firstArguments(HEALTH).join(" ")}`],
    asksIfNeeded: elsewhere(agent),
    changes: configLines(agent, "behavior-monitoring", values),
  };
}

/** The attempts at the scenarios that are published for the platform. */
export function attemptsFootprint(
  { agent, platform, triggerFolder, state }: FootprintPlace,
  scenarios: readonly Scenario[],
  { repeats }: Pick<RunOptions, "repeats">,
): Footprint {
  const tried = scenarios.filter(({ platforms }) => platforms.includes(platform));
  if (tried.length === 0) return NO_FOOTPRINT;
  const files = [
    ...new Set(tried.flatMap(({ trigger }) => trigger.files.map((name) => `${triggerFolder}/${name}`))),
  ];
  const names = tried.flatMap((scenario) => scriptNames(scenario));
  return {
    ...NO_FOOTPRINT,
    asks: [DETECTIONS, HEALTH].map((question) => `${agent} ${firstArguments(question).join(" ")}`),
    asksIfNeeded: elsewhere(agent),
    programs: files.map((path) => removalCommand(path).join(" ")),
    scripts: tried.flatMap((scenario) => scriptsOf(scenario, { repeats, triggerFolder })),
    removed: [
      ...files,
      ...names.map((name) => `${state}/scripts/${name}`),
    ],
  };
}

/** A measurement, from its warm-up to its last block. */
export function measurementFootprint(
  { agent, profile, hostPlatform, workFolder }: FootprintPlace,
  { plan, workloads, folder }: PlannedMeasurement,
): Footprint {
  const switches = plan.arms === "off-on";
  const chosen = workloads.map(workloadOf);
  const works = chosen.filter((one) => one.scripts({ ...plan, tool: null }) !== null);
  return {
    ...NO_FOOTPRINT,
    asks: [STATISTICS, EXCLUSIONS, ...(switches ? [HEALTH, BEHAVIOR_COUNTERS] : [])].map((question) =>
      `${agent} ${firstArguments(question).join(" ")}`
    ),
    asksIfNeeded: switches ? elsewhere(agent) : [],
    changes: switches ? SWITCHED.flatMap((setting) => configLines(agent, setting, BOTH)) : [],
    programs: [
      SAMPLER,
      awakeCommand(hostPlatform, OWN_PID).join(" "),
      psCommand(hostPlatform).join(" "),
      ...machineStateCommands(hostPlatform).map((argv) => argv.join(" ")),
      ...chosen.flatMap(({ tools }) =>
        tools.length === 0 ? [] : [`the first there is of ${tools.join(", ")}`]
      ),
      ...works.map(({ id }) => `bash, the scripts of the workload "${id}"`),
    ],
    removed: works.length === 0
      ? []
      : [`${profile === null ? folder ?? workFolder : workFolder}/bmverify-workload-(random)/`],
  };
}

/** Stands for a number that only the run knows. */
export const OWN_PID = "(process id of bmverify)";

/** The helper program that reads CPU and memory of the agent's processes. */
export const SAMPLER = "the sampler, a program of this harness that may read processes and nothing else";

const BOTH: readonly OnOff[] = ["enabled", "disabled"];
const SWITCHED: readonly ChangeableSetting[] = [
  "behavior-monitoring",
  "real-time-protection-statistics",
  "behavior-monitoring-statistics",
];

function configLines(
  agent: string,
  setting: ChangeableSetting,
  values: readonly OnOff[],
): readonly string[] {
  return values.map((value) => `${agent} ${configCommand(setting, value).args.join(" ")}`);
}

/** Where plain health does not show behavior monitoring. */
function elsewhere(agent: string): readonly string[] {
  return [BEHAVIOR_MONITORING_FIELD, healthDetails("features")].map(({ args }) =>
    `${agent} ${args.join(" ")}`
  );
}

function scriptNames({ trigger, neighbours }: Scenario): readonly string[] {
  const beside = Array.from({ length: neighbours }, (_, index) => neighbourName(index + 1));
  return [...beside, ...trigger.processes.map(({ scriptName }) => scriptName)];
}

function scriptsOf(
  { id, trigger, neighbours, repeatable }: Scenario,
  { repeats, triggerFolder }: { readonly repeats: number; readonly triggerFolder: string },
): readonly FootprintScript[] {
  const why = repeatable && repeats > 1 ? `${id} (${repeats} times)` : id;
  const beside = Array.from({ length: neighbours }, (_, index): FootprintScript => ({
    why,
    command: `bash ${neighbourName(index + 1)}`,
    lines: ["(waits until the attempt is over)"],
  }));
  const own = trigger.processes.map(({ scriptName, lines }): FootprintScript => ({
    why,
    command: `bash ${scriptName}`,
    lines: scriptOf(lines, { triggerFolder }),
  }));
  return [...beside, ...own];
}
