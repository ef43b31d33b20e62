import { assert, assertEquals, assertMatch } from "@std/assert";
import errorsPage from "../../.github/errors.md" with { type: "text" };
import { ERROR_CODES } from "./error_code.ts";

const sections = errorsPage.split(/^## /m).slice(1);

Deno.test("every error code has one entry in errors.md, in the same order, and no entry is left over", () => {
  assertEquals(sections.map((section) => section.split("\n", 1)[0]), [...ERROR_CODES]);
});

Deno.test("every entry in errors.md says what it means, when it occurs and what to do", () => {
  for (const section of sections) {
    for (const word of ["**Means:**", "**Occurs", "**Do:**"]) {
      assert(section.includes(word), `${section.split("\n", 1)[0]} lacks ${word}`);
    }
  }
});

Deno.test("ERROR_CODES are unique, in alphabetical order and of the form area/problem", () => {
  assertEquals([...ERROR_CODES], [...new Set(ERROR_CODES)].sort());
  for (const code of ERROR_CODES) assertMatch(code, /^[a-z]+\/[a-z]+(-[a-z]+)*$/);
});
