// The files of the repository as they lie on disk, without what is made by tools. For tests and tools of developers;
// needs no version control, for a copy without history must pass too.

/** The root of the repository. */
export const ROOT = new URL("../../", import.meta.url);

const LEFT_OUT = new Set([".git", "node_modules", ".DS_Store"]);
const MADE = new Set(["coverage", "reports/out"]);

/** Names at the top level. */
export async function topLevelNames(): Promise<string[]> {
  return (await entriesOf("")).map(({ path }) => path).sort();
}

/** Paths of all files, from the root, in order. */
export async function repositoryFiles(): Promise<string[]> {
  const files: string[] = [];
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const { path, isFolder } of await entriesOf(folder)) {
      if (isFolder) folders.push(`${path}/`);
      else files.push(path);
    }
  }
  return files.sort();
}

interface Entry {
  readonly path: string;
  readonly isFolder: boolean;
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const entries = await Array.fromAsync(Deno.readDir(new URL(folder, ROOT)));
  return entries
    .filter(({ name }) => !LEFT_OUT.has(name) && !MADE.has(`${folder}${name}`))
    .map(({ name, isDirectory }) => ({ path: `${folder}${name}`, isFolder: isDirectory }));
}

/** Text of a file, null when it is not there. */
export async function textOf(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(new URL(path, ROOT));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
