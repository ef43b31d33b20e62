// Writes the golden files of the reporters anew. Look at the difference before you commit it.
// deno run --allow-read=reports/goldens --allow-write=reports/goldens harness/dev/write_goldens.ts
import { goldenList } from "../../reports/invented/golden_list.ts";

const FOLDER = new URL("../../reports/goldens/", import.meta.url);

async function main(): Promise<void> {
  const files = new Map<string, string>();
  for (const { fileName, render } of goldenList()) files.set(fileName, await render());
  for (const [name, text] of files) await Deno.writeTextFile(new URL(name, FOLDER), text);
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!files.has(name)) await Deno.remove(new URL(name, FOLDER));
  }
}

if (import.meta.main) await main();
