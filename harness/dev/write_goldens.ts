// Writes the golden files of the reporters anew. Look at the difference before you commit it.
// deno run --allow-read=reports/goldens --allow-write=reports/goldens harness/dev/write_goldens.ts
import { goldenList } from "../../reports/golden_list.ts";

const FOLDER = new URL("../../reports/goldens/", import.meta.url);

async function main(): Promise<void> {
  const goldens = goldenList();
  for (const { fileName, render } of goldens) {
    await Deno.writeTextFile(new URL(fileName, FOLDER), render());
  }
  const names = new Set(goldens.map(({ fileName }) => fileName));
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!names.has(name)) await Deno.remove(new URL(name, FOLDER));
  }
}

if (import.meta.main) await main();
