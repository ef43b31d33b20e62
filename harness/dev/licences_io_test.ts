// What the packages say of themselves, from their own files in the runtime's cache.
import { assertEquals } from "@std/assert";
import { repositoryFiles, ROOT } from "./repository_files.ts";

/** They ask for no more than their text to be kept. */
const FREE: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
]);
/** Beside these, for what is not delivered. */
const FREE_FOR_TESTS: ReadonlySet<string> = new Set([...FREE, "BlueOak-1.0.0", "MPL-2.0"]);

Deno.test("every package that is locked has a licence that is allowed for what it is used for", async () => {
  const cache = await packageCache();
  for (const [lock, allowed] of [["deno.lock", FREE], ["harness/dev/deno.lock", FREE_FOR_TESTS]] as const) {
    const { npm } = JSON.parse(await Deno.readTextFile(new URL(lock, ROOT)));
    const licences = await Promise.all(Object.keys(npm).map((key) => licenceOf(cache, key)));
    assertEquals(licences.filter(([, licence]) => !allowed.has(licence)), [], lock);
    assertEquals(licences.length > 20, true, lock);
  }
});

Deno.test("every lock in the repository is one of those two", async () => {
  const locks = (await repositoryFiles()).filter((path) => /(?:^|\/)(?:\w+[.-])?lock(?:\.\w+)?$/.test(path));
  assertEquals(locks, ["deno.lock", "harness/dev/deno.lock"]);
});

/** Folders of the cache, one a registry. */
async function packageCache(): Promise<readonly string[]> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  return (await Array.fromAsync(Deno.readDir(npmCache), ({ name }) => `${npmCache}/${name}`)).toSorted();
}

/** `name@version` without what it was resolved beside, and its licence. */
async function licenceOf(cache: readonly string[], key: string): Promise<readonly [string, string]> {
  const [, name = key, version = ""] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
  for (const registry of cache) {
    const text = await Deno.readTextFile(`${registry}/${name}/${version}/package.json`).catch(() => null);
    if (text !== null) return [`${name}@${version}`, String(JSON.parse(text).license)];
  }
  return [`${name}@${version}`, "not in the cache"];
}
