import { assert, assertEquals, assertMatch } from "@std/assert";
import { readHostFacts } from "./read_host_facts.ts";

/** Facts under other variables, which are put back after. */
function factsWith(variables: Readonly<Record<string, string | null>>): ReturnType<typeof readHostFacts> {
  const before = Object.keys(variables).map((name) => [name, Deno.env.get(name) ?? null] as const);
  const set = ([name, value]: readonly [string, string | null]): void =>
    value === null ? Deno.env.delete(name) : Deno.env.set(name, value);
  try {
    Object.entries(variables).forEach(set);
    return readHostFacts();
  } finally {
    before.forEach(set);
  }
}

Deno.test("readHostFacts() tells the system, the user and a state folder of its own", () => {
  const facts = readHostFacts();
  assertEquals(facts.platform, Deno.build.os === "darwin" ? "darwin" : "linux");
  assertEquals([facts.userId, facts.isRoot], [Deno.uid(), Deno.uid() === 0]);
  assertMatch(facts.stateFolder, /^\/.*\/bmverify$/);
  if (facts.isRoot) assertMatch(facts.stateFolder, /^\/var\/(db|lib)\/bmverify$/);
  assert(Deno.stdout.isTerminal() ? Number(facts.columns) > 0 : facts.columns === undefined);
});

Deno.test("readHostFacts() honours NO_COLOR before FORCE_COLOR, and takes empty ones for unset", () => {
  const colour = (no: string | null, force: string | null) =>
    factsWith({ NO_COLOR: no, FORCE_COLOR: force, TERM: "dumb" }).colour;
  assertEquals(colour("1", "1"), false);
  assertEquals(colour("", "1"), true);
  assertEquals(colour(null, "0"), false);
  assertEquals(colour(null, ""), false);
});

Deno.test({
  name: "readHostFacts() knows who called sudo by both numbers or not at all (needs root)",
  ignore: Deno.uid() !== 0,
  fn: () => {
    const callerOf = (SUDO_UID: string | null, SUDO_GID: string | null) =>
      factsWith({ SUDO_UID, SUDO_GID }).sudoCaller;
    assertEquals(callerOf("501", "20"), { uid: 501, gid: 20 });
    for (
      const [uid, gid] of [["501", null], [null, "20"], ["0", "0"], ["-1", "20"], ["5e1", "20"]] as const
    ) {
      assertEquals(callerOf(uid, gid), null, `${uid}:${gid}`);
    }
  },
});

Deno.test("readHostFacts() never asks in CI", () => {
  for (const CI of ["true", "1", "yes"]) assertEquals(factsWith({ CI }).isInteractive, false);
});
