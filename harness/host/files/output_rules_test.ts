import { assertEquals } from "@std/assert";
import { outputRules } from "./output_rules.ts";

const trustedBy = (...[facts, codeOwner]: Parameters<typeof outputRules>) => {
  const { trusted } = outputRules(facts, codeOwner);
  return trusted === null ? null : [...trusted].toSorted((one, other) => one - other);
};

Deno.test("outputRules() lets root trust root, whoever called sudo, and whose code it runs", () => {
  assertEquals(trustedBy({ isRoot: true, sudoCaller: null }, null), [0]);
  assertEquals(trustedBy({ isRoot: true, sudoCaller: null }, 0), [0]);
  assertEquals(trustedBy({ isRoot: true, sudoCaller: { uid: 501, gid: 20 } }, 0), [0, 501]);
  assertEquals(trustedBy({ isRoot: true, sudoCaller: null }, 1001), [0, 1001]);
});

Deno.test("outputRules() keeps an ordinary user from nothing, who can lose no more than his own", () => {
  assertEquals(trustedBy({ isRoot: false, sudoCaller: null }, 0), null);
});
