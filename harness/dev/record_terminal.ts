// Records what a terminal of 80 × 24 shows of the commands that people begin with: the last screen of each as text, to
// be read alone, and as a picture for the README. Needs tmux; everything runs on simulated devices, below `--out`.
//
// deno run --lock=harness/dev/deno.lock --no-prompt --allow-read --allow-write --allow-run --allow-env --allow-sys \
//   harness/dev/record_terminal.ts [--out reports/out/terminal] [--pictures]
import { parseArgs } from "@std/cli/parse-args";
import $ from "dax";
import { ROOT } from "./repository_files.ts";
import { screenPicture } from "./screen_picture.ts";

const WINDOW = { columns: 80, rows: 24 } as const;
/** Longer takes none of them, on a busy machine either. */
const LIMIT_MS = 300_000;
const LOOK_MS = 200;
const PICTURES = new URL(".github/pictures/", ROOT);

/** A recorded command. What it writes goes below the folder of the recording. */
interface Recorded {
  readonly name: string;
  readonly command: (folder: string) => string;
}

const BMVERIFY = "./harness/main.ts";

const RECORDED: readonly Recorded[] = [
  { name: "demo", command: (folder) => `deno task --quiet demo --out ${folder}/demo` },
  {
    name: "verify-pass",
    command: (folder) => `${BMVERIFY} verify --yes --device simulated --out ${folder}/pass`,
  },
  {
    name: "verify-fail",
    command: (folder) =>
      `${BMVERIFY} verify --yes --device simulated:not-enrolled --deadline 3 --grace 0 --out ${folder}/fail`,
  },
  { name: "check-missing-agent", command: () => `${BMVERIFY} check --device simulated:not-installed` },
];

async function main(args: string[]): Promise<number> {
  const { out = "reports/out/terminal", pictures } = parseArgs(args, {
    string: ["out"],
    boolean: ["pictures"],
  });
  await Deno.mkdir(out, { recursive: true });
  const folder = await Deno.realPath(out);
  for (const recorded of RECORDED) {
    const screen = await record(recorded, folder);
    await Deno.writeTextFile(`${folder}/${recorded.name}.txt`, `${screen}\n`);
    if (pictures) {
      await Deno.writeTextFile(new URL(`${recorded.name}.svg`, PICTURES), screenPicture(screen, WINDOW));
    }
    const bar = "─".repeat(WINDOW.columns);
    const shown = `${recorded.name}\n${bar}\n${screen}\n${bar}\n`;
    await Deno.stdout.write(new TextEncoder().encode(shown));
  }
  return 0;
}

/** The last screen of a command, without what is empty below it. */
async function record({ name, command }: Recorded, folder: string): Promise<string> {
  const socket = `bmverify-${name}-${Deno.pid}`;
  const { columns, rows } = WINDOW;
  const line = `${command(folder)}; printf '\\033]2;ended\\007'; exec sleep ${LIMIT_MS / 1000}`;
  await $`tmux -L ${socket} -f /dev/null new-session -d -x ${columns} -y ${rows} -c ${ROOT.pathname} ${line}`;
  try {
    for (let waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += LOOK_MS) {
      if (await $`tmux -L ${socket} display-message -p ${"#{pane_title}"}`.text() === "ended") break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return (await $`tmux -L ${socket} capture-pane -p`.text()).trimEnd();
  } finally {
    await $`tmux -L ${socket} kill-server`.quiet().noThrow();
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
