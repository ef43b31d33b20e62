import { assertEquals } from "@std/assert";
import { goldenList } from "./invented/golden_list.ts";
import { GOLDEN_TEXTS } from "./goldens/golden_texts.ts";

const GOLDENS = goldenList();

Deno.test("every golden is in the list and every entry of the list has its golden", () => {
  assertEquals(Object.keys(GOLDEN_TEXTS).toSorted(), GOLDENS.map(({ fileName }) => fileName).toSorted());
});

for (const { fileName, render } of GOLDENS) {
  Deno.test(`render() gives what reports/goldens/${fileName} says`, async () => {
    assertEquals(await render(), GOLDEN_TEXTS[fileName]);
  });
}
