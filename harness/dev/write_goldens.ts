// Writes the golden files of the reporters anew. Look at the difference before you commit it.
// deno run --allow-read=reports/goldens --allow-write=reports/goldens harness/dev/write_goldens.ts
import { goldenList } from "../../reports/invented/golden_list.ts";

const FOLDER = new URL("../../reports/goldens/", import.meta.url);
const LIST = "golden_texts.ts";

async function main(): Promise<void> {
  const files = new Map<string, string>();
  for (const { fileName, render } of goldenList()) files.set(fileName, await render());
  files.set(LIST, listSource([...files.keys()].toSorted()));
  for (const [name, text] of files) await Deno.writeTextFile(new URL(name, FOLDER), text);
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!files.has(name)) await Deno.remove(new URL(name, FOLDER));
  }
}

/** Source of the module that imports every golden as text, so that a test without permissions can compare. */
function listSource(names: readonly string[]): string {
  return [
    "// All golden files as text. Written by harness/dev/write_goldens.ts; do not edit.",
    ...names.map((name, index) => `import golden${index} from "./${name}" with { type: "text" };`),
    "",
    "/** Text of each golden file by its name. */",
    "export const GOLDEN_TEXTS: Readonly<Record<string, string>> = {",
    ...names.map((name, index) => `  "${name}": golden${index},`),
    "};",
    "",
  ].join("\n");
}

if (import.meta.main) await main();
