import { assertEquals } from "@std/assert";
import { createProgram } from "../program.ts";
import { completeWords } from "./complete_words.ts";

const PROGRAM = createProgram({ loadHost: () => Promise.reject(new Error("not needed")), end: () => {} });
const VALUES: Readonly<Record<string, readonly string[]>> = {
  device: ["real", "simulated", "simulated:flaky"],
  reporter: ["junit", "json", "html", "all"],
  waive: ["release-ring=", "privilege="],
  id: ["a.b", "a.c"],
};

async function suggest(...words: readonly string[]): Promise<readonly string[]> {
  const suggestions = await completeWords(PROGRAM, words, (name) => Promise.resolve(VALUES[name] ?? []));
  return suggestions.map(({ value }) => value);
}

Deno.test("completeWords() suggests commands, and those of a command", async () => {
  assertEquals(await suggest("ver"), ["verify"]);
  assertEquals(await suggest("profile", "l"), ["lint"]);
  assertEquals(await suggest("verify", "profile", "l"), []);
  assertEquals((await suggest("")).includes("complete"), false);
});

Deno.test("completeWords() suggests options, and the values of the one before", async () => {
  assertEquals(await suggest("verify", "--repe"), ["--repeats"]);
  assertEquals(await suggest("verify", "--device", "simulated:"), ["simulated:flaky"]);
  assertEquals(await suggest("verify", "--device", "real", "--policy", ""), ["auto", "preview", "ga"]);
  assertEquals(await suggest("verify", "--out", "x"), []);
  assertEquals(await suggest("verify", "--yes", "--waive", "rel"), ["release-ring="]);
});

Deno.test("completeWords() goes on in a list, and behind an equals sign", async () => {
  assertEquals(await suggest("verify", "--reporter", "html,j"), ["html,junit", "html,json"]);
  assertEquals(await suggest("verify", "--reporter=html,a"), ["--reporter=html,all"]);
  assertEquals(await suggest("verify", "--nothing=x"), []);
});

Deno.test("completeWords() suggests the values of an argument, and none where files are wanted", async () => {
  assertEquals(await suggest("scenarios", "show", "a"), ["a.b", "a.c"]);
  assertEquals(await suggest("completions", ""), ["bash", "zsh", "fish"]);
  assertEquals(await suggest("judge", "rep"), []);
});
