// The page of scenarios against the catalogue it is made from.

import { TEST_FILE_PIECES } from "../../scenarios/antivirus/test_file_pieces.ts";
import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { renderCatalogue } from "./render_catalogue.ts";

const PAGE = renderCatalogue(CATALOGUE);

Deno.test("renderCatalogue() tells of each scenario once, and why it runs by default or not", () => {
  for (const scenario of CATALOGUE) {
    assertEquals(PAGE.split(`\n## ${scenario.id}\n`).length, 2, scenario.id);
    assertStringIncludes(PAGE, scenario.description);
    assertStringIncludes(PAGE, scenario.defaultReason);
    for (const file of scenario.trigger.files) assertStringIncludes(PAGE, file);
  }
});

Deno.test("renderCatalogue() keeps the standard antivirus test string apart", () => {
  for (const piece of TEST_FILE_PIECES) {
    assertStringIncludes(PAGE, piece, "the scenario of the test file is on the page");
  }
  // Where the halves meet; the page may hold each, never both in a row.
  assertFalse(PAGE.includes(["CC)7}", "$EICAR"].join("")));
});

Deno.test("renderCatalogue() links to headings that are there", () => {
  const anchors = [...PAGE.matchAll(/\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  const headings = [...PAGE.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading?.replaceAll(".", ""));
  assert(anchors.length > 0);
  assertEquals(anchors, headings);
});
