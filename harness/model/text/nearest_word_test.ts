import { assertEquals } from "@std/assert";
import { findNearest, nearestWord } from "./nearest_word.ts";

const WORDS = ["enrolled", "preview-features", "verify", "check"];

Deno.test("nearestWord() finds a word with a letter too many, too few or wrong", () => {
  assertEquals(nearestWord("verifyy", WORDS), "verify");
  assertEquals(nearestWord("verfy", WORDS), "verify");
  assertEquals(nearestWord("enroled", WORDS), "enrolled");
  assertEquals(nearestWord("preview_features", WORDS), "preview-features");
});

Deno.test("nearestWord() counts a swap of neighbours as one edit and ignores case", () => {
  assertEquals(nearestWord("chekc", WORDS), "check");
  assertEquals(nearestWord("VERIFY", WORDS), "verify");
});

Deno.test("findNearest() says how many edits away the word is", () => {
  assertEquals(findNearest("verifyy", WORDS), { word: "verify", edits: 1 });
  assertEquals(findNearest("verify", WORDS), { word: "verify", edits: 0 });
});

Deno.test("nearestWord() gives null when no word is near", () => {
  assertEquals(nearestWord("banana", WORDS), null);
  assertEquals(nearestWord("", WORDS), null);
  assertEquals(nearestWord("x".repeat(100_000), WORDS), null);
});

Deno.test("nearestWord() prefers the earlier word on a tie", () => {
  assertEquals(nearestWord("cat", ["bat", "rat"]), "bat");
});
