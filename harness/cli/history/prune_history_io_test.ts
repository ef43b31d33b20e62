import { assertEquals, assertStringIncludes } from "@std/assert";
import { createHost } from "../../host/create_host.ts";
import { copyBundle } from "../../testing/e2e/forge_bundle.ts";
import { makeScratch } from "../../testing/e2e/run_bmverify.ts";
import { StoredBundle } from "../../testing/e2e/stored_bundle.ts";
import { pruneHistory } from "./write_commands.ts";

const LATER = "2099-01-01T00:00:00.000Z";

Deno.test("pruneHistory() keeps a bundle as facts alone, and removes none that holds what no run left", async () => {
  await using stored = new StoredBundle();
  await using scratch = await makeScratch();
  const bundles = `${scratch.folder}/old`;
  await Deno.mkdir(bundles);
  const plain = await copyBundle(await stored.folder(), `${bundles}/plain`);
  const noted = await copyBundle(await stored.folder(), `${bundles}/noted`);
  await Deno.writeTextFile(`${noted}/notes.txt`, "mine");
  let [out, err] = ["", ""];
  const machine = createHost();
  const host = {
    ...machine,
    clock: { ...machine.clock, now: () => LATER },
    terminal: {
      ...machine.terminal,
      write: (text: string) => void (out += text),
      writeError: (text: string) => void (err += text),
    },
  };
  const code = await pruneHistory(host, {
    history: `${scratch.folder}/history.db`,
    bundles: [bundles],
    keepBundles: 1,
  });
  assertEquals([code, out], [4, `1 bundles of "${bundles}" kept as facts alone\n`], err);
  assertStringIncludes(err, `"${noted}"`);
  const left = (await Array.fromAsync(Deno.readDir(bundles))).map(({ name }) => name).toSorted();
  assertEquals(left, ["facts", "noted"], plain);
  assertEquals(await Deno.readTextFile(`${noted}/notes.txt`), "mine");
});
