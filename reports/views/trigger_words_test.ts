import { assertEquals } from "@std/assert";
import { inventedStart } from "../invented/run_events.ts";
import { allFilesInWords, filesInWords, variantInWords } from "./trigger_words.ts";

const FINE = { present: true, regular: true, ours: true, asWritten: true };

Deno.test("variantInWords() says which form of the trigger ran, where the record tells", () => {
  const { options } = inventedStart();
  assertEquals(variantInWords(options), "guarded: creates its files exclusively and ends at the first error");
  assertEquals(
    variantInWords({ ...options, triggerVariant: "as-published" }),
    "as published, to the letter",
  );
  const { triggerVariant: _, ...untold } = options;
  assertEquals(variantInWords(untold), null);
});

Deno.test("filesInWords() counts the files that are as written, and says of each other one what is wrong", () => {
  assertEquals(filesInWords({}), null);
  const triggerFiles = [
    { ...FINE, name: "a" },
    { ...FINE, name: "b", present: false },
    { ...FINE, name: "c", regular: false },
    { ...FINE, name: "d", ours: false },
    { ...FINE, name: "e", asWritten: false },
  ];
  assertEquals(
    filesInWords({ triggerFiles }),
    '1 of 5 as written; "b" is not there; "c" is not a regular file; "d" is not ours alone; ' +
      '"e" does not hold what the script writes',
  );
});

Deno.test("allFilesInWords() names each outcome of several attempts once", () => {
  const whole = { triggerFiles: [{ ...FINE, name: "a" }] };
  const gone = { triggerFiles: [{ ...FINE, name: "a", present: false }] };
  assertEquals(allFilesInWords([whole, whole]), "1 of 1 as written");
  assertEquals(
    allFilesInWords([whole, gone, {}]),
    '1 of 1 as written, or 0 of 1 as written; "a" is not there',
  );
  assertEquals(allFilesInWords([{}]), null);
});
