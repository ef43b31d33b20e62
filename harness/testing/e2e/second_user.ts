// The real command line as an ordinary user, on a machine where the tests are root's.
import { type Ended, endOf } from "./run_bmverify.ts";

const MAIN = decodeURIComponent(new URL("../../main.ts", import.meta.url).pathname);
const LOCK = new URL("../../../deno.lock", import.meta.url);
/** Nobody's on any system, and no user's of this one. */
const USER = 61_234;

/** A user other than the one who runs the tests. */
export interface SecondUser {
  readonly id: number;
  /** His home; others can write to nothing in it. */
  readonly home: string;
  run(words: readonly string[]): Promise<Ended>;
}

/** Whether this machine has what it takes to be somebody else. */
export function canBeSecondUser(): boolean {
  return Deno.build.os === "linux" && Deno.uid() === 0;
}

/** Makes the user below a folder, which everybody may look into from then on. */
export async function makeSecondUser(folder: string): Promise<SecondUser> {
  const home = `${folder}/home`;
  await Deno.mkdir(home, { mode: 0o700 });
  await Deno.chmod(folder, 0o755);
  await copyPackages(`${home}/deno`);
  await new Deno.Command("chown", { args: ["-R", `${USER}:${USER}`, home] }).output();
  const who = ["--reuid", String(USER), "--regid", String(USER), "--clear-groups"];
  const run = (words: readonly string[]): Promise<Ended> =>
    endOf(
      new Deno.Command("setpriv", {
        args: [...who, MAIN, ...words],
        cwd: home,
        clearEnv: true,
        env: { HOME: home, DENO_DIR: `${home}/deno`, NO_COLOR: "1", PATH: Deno.env.get("PATH") ?? "" },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn(),
    );
  return { id: USER, home, run };
}

/** The cache of packages is its owner's alone; the user gets a copy of those that the product needs. */
async function copyPackages(cache: string): Promise<void> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache }: { readonly npmCache: string } = JSON.parse(new TextDecoder().decode(stdout));
  const { npm }: { readonly npm: Readonly<Record<string, unknown>> } = JSON.parse(
    await Deno.readTextFile(LOCK),
  );
  const names = new Set(Object.keys(npm).map((key) => /^(@?[^@]+)@/.exec(key)?.[1] ?? key));
  for await (const { name: registry } of Deno.readDir(npmCache)) {
    for (const name of names) {
      const [from, to] = [`${npmCache}/${registry}/${name}`, `${cache}/npm/${registry}/${name}`];
      await Deno.mkdir(to.slice(0, to.lastIndexOf("/")), { recursive: true });
      await new Deno.Command("cp", { args: ["-R", from, to], stderr: "null" }).output();
    }
  }
}
