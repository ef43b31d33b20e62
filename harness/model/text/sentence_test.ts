import { assertEquals } from "@std/assert";
import { asSentence } from "./sentence.ts";

Deno.test("asSentence() adds a full stop where one is missing", () => {
  const cases = [
    ["The trigger never started", "The trigger never started."],
    ["Done.", "Done."],
    ["Really?", "Really?"],
    ['Run "bmverify restore"', 'Run "bmverify restore".'],
    ['He said "no."', 'He said "no."'],
    ["Ends with blanks  ", "Ends with blanks."],
    ["", ""],
  ] as const;
  for (const [text, sentence] of cases) assertEquals(asSentence(text), sentence);
});
