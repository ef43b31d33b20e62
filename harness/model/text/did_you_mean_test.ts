import { assertEquals } from "@std/assert";
import { didYouMean } from "./did_you_mean.ts";

Deno.test("didYouMean() names the nearest word, or all when none is near", () => {
  assertEquals(didYouMean("chekc", ["verify", "check"]), 'Did you mean "check"?');
  assertEquals(didYouMean("banana", ["verify", "check"]), "Use one of verify, check");
});
