// What `--dry-run` prints is what the run of the same words does, no more and no less: every command and every file
// of a real run on a simulated device, recorded, against the lines of the dry run.
import { assert, assertEquals } from "@std/assert";
import { runCommandLine } from "../../cli/run_command_line.ts";
import { createHost } from "../../host/create_host.ts";
import { removalCommand } from "../../model/removal_command.ts";
import { SAMPLER } from "../../run/footprint/run_footprints.ts";
import { type RecordingHost, recordOn } from "./recording_host.ts";
import { makeScratch } from "./run_bmverify.ts";
import { startInLanes } from "./start_in_lanes.ts";

const PROFILE = "off-by-default";
const DEVICE = `(simulated device "${PROFILE}")`;
const WORK = `${DEVICE}/work`;
const COMMANDS: readonly (readonly string[])[] = [
  ["verify", "--yes", "--deadline", "2", "--settle", "0.1", "--reporter", "all"],
  [
    "verify",
    "--yes",
    "--deadline",
    "2",
    "--settle",
    "0",
    "--scenario",
    "*.neighbours,*.disabled",
    "--reporter",
    "json",
  ],
  [
    ...["verify", "--yes", "--deadline", "2", "--settle", "0", "--scenario", "*.change-file-test"],
    ...["--measure", "--quick", "--blocks", "1", "--workload", "idle,build", "--block-seconds", "0.5"],
  ],
  ["measure", "--yes", "--quick", "--blocks", "1", "--workload", "file-churn", "--block-seconds", "0.5"],
  ["measure", "--arm", "current", "--quick", "--blocks", "1", "--workload", "idle", "--block-seconds", "0.5"],
  ["enable"],
];

const AT_A_TIME = 4;

Deno.test("--dry-run prints what the run of the same words does, and nothing else", async (t) => {
  for (const [words, outcome] of startInLanes(COMMANDS, AT_A_TIME, compare)) {
    await t.step(words.join(" "), async () => {
      const { told, done } = await outcome;
      assertEquals(told, done);
    });
  }
});

async function compare(words: readonly string[]): Promise<{ readonly told: Lines; readonly done: Lines }> {
  await using scratch = await makeScratch();
  const all = [...words, "--device", `simulated:${PROFILE}`, ...placesOf(words, scratch)];
  const told = linesOf(await dryRun(all));
  const recording = await run(all);
  return { told, done: doneBy(recording, { words, scratch, kept: await bundleFiles(scratch.folder) }) };
}

function placesOf(words: readonly string[], { state, folder }: Scratch): readonly string[] {
  const out = words[0] === "enable" ? [] : ["--out", `${folder}/out`];
  return [...out, "--state", state];
}

type Scratch = Awaited<ReturnType<typeof makeScratch>>;
type Lines = Readonly<Record<string, readonly string[]>>;

async function dryRun(words: readonly string[]): Promise<string> {
  const recording = await run([...words, "--dry-run"]);
  const { commands, scripts, workloads, samplers, devices, triggerFiles } = recording;
  assertEquals([commands, scripts, workloads, samplers, devices, triggerFiles], [[], [], [], [], [], []]);
  return recording.out();
}

async function run(words: readonly string[]): Promise<RecordingHost> {
  const recording = recordOn(createHost());
  const errors: string[] = [];
  const code = await runCommandLine(words, {
    loadHost: () => Promise.resolve(recording.host),
    writeError: (text) => void errors.push(text),
  });
  assert(code === 0 || code === 3, `${code}: ${errors.join("")}${recording.out()}`);
  return recording;
}

/** The lines of the dry run below their titles, those of scripts left out. */
function linesOf(text: string): Lines {
  const sections = text.split("\n\n").slice(1).map((part) => part.split("\n"));
  const below = (title: string): readonly string[] => {
    const found = sections.find(([first = ""]) => first.startsWith(title)) ?? [];
    return found.slice(1).filter((line) => /^ {2}\S/.test(line)).map((line) => line.trim());
  };
  const scripts = sections.find(([first]) => first === "run these scripts:") ?? [];
  return sorted({
    start: below("start:").map((line) => /"(.*)"/.exec(line)?.[1] ?? line),
    agent: [...below("ask the agent, once more"), ...below("change a setting")],
    scripts: scripts.flatMap((line) => /^ {4}bash (\S+)$/.exec(line)?.slice(1) ?? []),
    programs: below("run:").map((line) => line === SAMPLER ? "sampler" : line),
    files: [...below("write, and remove again:"), ...below("write and keep:")],
  });
}

function doneBy(
  { commands, scripts, tools, workloads, samplers, devices, triggerFiles, stateFiles }: RecordingHost,
  { words, scratch, kept }: {
    readonly words: readonly string[];
    readonly scratch: Scratch;
    readonly kept: readonly string[];
  },
): Lines {
  const agent = commands.filter((command) => /^\S+\/bin\/mdatp /.test(command));
  const others = commands.filter((command) => !agent.includes(command));
  const written = triggerFiles.map((path) => path.replace(/^.*\/tmp\//, `${DEVICE}/tmp/`));
  const chosen = words[words.indexOf("--workload") + 1]?.split(",") ?? [];
  const worked = workloads.length === 0 ? [] : chosen.filter((id) => id !== "idle");
  return sorted({
    start: devices,
    agent: agent.map((command) => command.replace(/^\S+\/bin\/mdatp/, `${DEVICE}/bin/mdatp`)),
    scripts,
    programs: [
      ...samplers.map(() => "sampler"),
      ...others.map((command) => command.split("\n")[0] ?? ""),
      ...written.map((path) => removalCommand(path).join(" ")),
      ...tools.map((names) => `the first there is of ${names}`),
      ...worked.map((id) => `bash, the scripts of the workload "${id}"`),
    ],
    files: [
      ...kept,
      ...[...stateFiles, ...scripts.map((name) => `state/scripts/${name}`)].map((name) =>
        name.replace(/^home/, `${DEVICE}/bmverify`).replace(/^state/, `${scratch.state}/(device)`)
          .replace(/^listed/, `${createHost().facts.stateFolder}/(device)`)
      ),
      ...written,
      ...(worked.length === 0 ? [] : [`${WORK}/bmverify-workload-(random)/`]),
    ],
  });
}

/** Files of the bundle and of the state itself as a dry run names them. */
async function bundleFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const out = `${folder}/out`;
  for await (const { name, isDirectory } of entriesOf(out)) {
    if (!isDirectory) {
      found.push(`${out}/${name}`);
      continue;
    }
    for await (const inside of Deno.readDir(`${out}/${name}`)) {
      found.push(`${out}/(run id)/${inside.name}${inside.isDirectory ? "/" : ""}`);
    }
  }
  const state = `${folder}/state`;
  for await (const { name, isFile } of entriesOf(state)) if (isFile) found.push(`${state}/${name}`);
  return found;
}

async function* entriesOf(folder: string): AsyncIterable<Deno.DirEntry> {
  try {
    yield* Deno.readDir(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function sorted(lines: Lines): Lines {
  return Object.fromEntries(
    Object.entries(lines).map(([key, values]) => [key, [...new Set(values)].toSorted()]),
  );
}
