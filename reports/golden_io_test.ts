// Every format of every invented run, as the golden file says that a person has looked at.
import { assertEquals } from "@std/assert";
import { goldenList } from "./invented/golden_list.ts";

const FOLDER = new URL("./goldens/", import.meta.url);
const GOLDENS = goldenList();

Deno.test("every golden is in the list and every entry of the list has its golden", () => {
  const names = Array.from(Deno.readDirSync(FOLDER), ({ name }) => name);
  assertEquals(names.toSorted(), GOLDENS.map(({ fileName }) => fileName).toSorted());
});

for (const { fileName, render } of GOLDENS) {
  Deno.test(`render() gives what reports/goldens/${fileName} says`, async () => {
    assertEquals(await render(), await Deno.readTextFile(new URL(fileName, FOLDER)));
  });
}
