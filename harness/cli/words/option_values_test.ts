import { assertEquals, assertThrows } from "@std/assert";
import { InvalidArgumentError } from "@commander-js/extra-typings";
import {
  collectValues,
  collectWords,
  parsePositiveSeconds,
  parseRepeats,
  parseSeconds,
} from "./option_values.ts";

Deno.test("parseSeconds() reads seconds with decimals as milliseconds", () => {
  assertEquals(["0", "30", "0.25", "1e1", "86400"].map(parseSeconds), [0, 30_000, 250, 10_000, 86_400_000]);
});

Deno.test("parseSeconds() refuses what is no time within a day", () => {
  for (const text of ["", " ", "-1", "soon", "NaN", "Infinity", "86401", "1,5", "10s"]) {
    assertThrows(() => parseSeconds(text), InvalidArgumentError, "seconds", text);
  }
});

Deno.test("parsePositiveSeconds() refuses no time at all, also when it only rounds to it", () => {
  assertEquals(parsePositiveSeconds("0.001"), 1);
  for (const text of ["0", "0.0001"]) assertThrows(() => parsePositiveSeconds(text), InvalidArgumentError);
});

Deno.test("parseRepeats() takes whole numbers from 1 to 1000", () => {
  assertEquals(["1", "010", "1000"].map(parseRepeats), [1, 10, 1000]);
  for (const text of ["0", "1001", "1.0", "-3", "+3", "0x10", "1e2", "", "many"]) {
    assertThrows(() => parseRepeats(text), InvalidArgumentError, "whole number", text);
  }
});

Deno.test("collectWords() splits at commas and adds to what was given before", () => {
  assertEquals(collectWords(" b , c,", collectWords("a", [])), ["a", "b", "c"]);
  for (const text of ["", ",", " , "]) assertThrows(() => collectWords(text, []), InvalidArgumentError);
});

Deno.test("collectValues() keeps commas: a reason may have some", () => {
  assertEquals(collectValues("app-version=old, but known", []), ["app-version=old, but known"]);
});
