// What starting costs: of the commands that scripts and shells ask all the time, and the first time ever.
import { MAIN } from "../../testing/e2e/run_bmverify.ts";
import { cpuMs } from "./command_cost.ts";
import type { Figure } from "./figure.ts";

const ROUNDS = 15;
const NODE = { what: "node and commander", install: "apt install nodejs npm && npm install commander" };

/** CPU of starts, beside an empty program of the runtime and what node takes with the same library. */
export async function benchStart(): Promise<readonly Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-bench-" });
  try {
    await Deno.writeTextFile(`${folder}/empty.ts`, "");
    const empty = await cpuMs([Deno.execPath(), "run", "--quiet", `${folder}/empty.ts`], { rounds: ROUNDS });
    const node = await nodeWithCommander();
    const beside = [{ what: "an empty program of deno", value: empty }, { ...NODE, value: node }];
    const start = async (words: readonly string[], limit: number): Promise<Figure> => ({
      what: words.join(" "),
      value: await cpuMs([MAIN, ...words], { rounds: ROUNDS }) ?? NaN,
      unit: "ms",
      limit,
      note: `CPU, best of ${ROUNDS}`,
      beside,
    });
    return [
      await start(["--version"], 30),
      await start(["--help"], 95),
      await start(["verify", "--help"], 95),
      await start(["completions", "bash"], 95),
      await start(["complete", "--", "veri"], 95),
      ...await benchFirstUse(folder),
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The library lies in the runtime's own cache; null when node or the library cannot be found. */
async function nodeWithCommander(): Promise<number | null> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  for await (
    const entry of new Deno.Command("find", {
      args: [npmCache, "-path", "*/commander/15*/index.js"],
      stdout: "piped",
    }).spawn().stdout.pipeThrough(new TextDecoderStream())
  ) {
    const [path = ""] = entry.split("\n");
    const program = `import { Command } from ${JSON.stringify(path)};
      new Command("a").option("-b").parse([], { from: "user" });`;
    return await cpuMs(["node", "--input-type=module", "-e", program], { rounds: ROUNDS });
  }
  return null;
}

/** With an empty cache; nothing where no registry can be reached. */
async function benchFirstUse(folder: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const words of [["--version"], ["--help"]]) {
    const cache = `${folder}/cache${words[0]}`;
    const flags = ["--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-sys"];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", ...flags, MAIN, ...words],
      env: { DENO_DIR: cache, NO_COLOR: "1" },
      stdin: "null",
      stdout: "null",
    }).output();
    if (!success) continue;
    const downloads = new TextDecoder().decode(stderr).match(/^Download /gm)?.length ?? 0;
    const size = await new Deno.Command("du", { args: ["-sk", cache] }).output();
    const note = "with an empty cache";
    figures.push(
      {
        what: `first ${words[0]}`,
        value: Number.parseInt(new TextDecoder().decode(size.stdout)) / 1000,
        unit: "MB",
        limit: 40,
        note,
      },
      { what: `downloads of the first ${words[0]}`, value: downloads, unit: "files", limit: 90, note },
    );
  }
  return figures;
}
