// What `profile lint` costs for a folder of profiles, as a command, beside the tools that somebody would take instead.
import { generateProfile } from "../../profile/write/generate_profile.ts";
import { cpuMs } from "./command_cost.ts";
import type { Figure } from "./figure.ts";

const COUNT = 1_000;
const ROUNDS = 3;
const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const PLISTLIB = "import plistlib,sys\nfor name in sys.argv[1:]: plistlib.load(open(name,'rb'))";

/** CPU time (user and system) of the command over a thousand profiles, of its rivals, and of one broken file. */
export async function benchProfileCommand(): Promise<readonly Figure[]> {
  const folder = await Deno.makeTempDir();
  try {
    const own = await writeProfiles(`${folder}/own`, (i) => `com.example.bm${i}`);
    const shared = await writeProfiles(`${folder}/shared`, () => "com.example.bm");
    const xmllint = await cpuSeconds(["xmllint", "--noout", "--nonet", ...own]);
    const plistlib = await cpuSeconds(["python3", "-c", PLISTLIB, ...own]);
    const beside = [
      { what: "xmllint", value: xmllint, install: "apt install libxml2-utils" },
      { what: "plistlib", value: plistlib, install: "apt install python3" },
    ];
    const figure = async (what: string, files: readonly string[], note: string): Promise<Figure> => ({
      what,
      value: await cpuSeconds([MAIN, "profile", "lint", "--quiet", ...files]) ?? NaN,
      unit: "s",
      limit: 0.6,
      note,
      beside,
    });
    const how = `CPU of the command, best of ${ROUNDS}`;
    return [
      await figure(`lint of ${COUNT} profiles`, own, how),
      await figure(`lint of ${COUNT} profiles that share their UUIDs`, shared, how),
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function writeProfiles(folder: string, identifier: (i: number) => string): Promise<readonly string[]> {
  await Deno.mkdir(folder);
  const paths: string[] = [];
  for (let i = 0; i < COUNT; i++) {
    const { text } = await generateProfile({
      tool: "intune",
      behaviorMonitoring: "enabled",
      previewKeys: true,
      realTimeProtection: "on",
      cloudProtection: "on",
      tamperProtection: "block",
      organization: "Example",
      identifier: identifier(i),
    });
    paths.push(`${folder}/${i}.mobileconfig`);
    await Deno.writeTextFile(`${folder}/${i}.mobileconfig`, text);
  }
  return paths;
}

async function cpuSeconds(argv: readonly [string, ...string[]]): Promise<number | null> {
  const ms = await cpuMs(argv, { rounds: ROUNDS, accepts: [0, 1] });
  return ms === null ? null : ms / 1000;
}
