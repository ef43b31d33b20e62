import { assertEquals } from "@std/assert";
import { createFakeHost } from "../../testing/fake_host.ts";
import type { Right } from "../../ports/host.ts";
import { createProgram } from "../program.ts";
import { spareRights } from "./spare_rights.ts";

/** What the command with these words gives up; nothing of it is run. */
async function sparedBy(words: readonly string[]): Promise<readonly Right[]> {
  const { host } = createFakeHost();
  const program = createProgram({ loadHost: () => Promise.resolve(host), end: () => {} });
  let spared: readonly Right[] = [];
  program.hook("preAction", (_program, command) => {
    spared = spareRights(command);
    throw new Error("Far enough");
  });
  await program.parseAsync([...words], { from: "user" }).catch(() => {});
  return spared;
}

const EVERYTHING: readonly Right[] = ["write", "run", "env", "sys"];

Deno.test("commands that only read give up writing, starting programs, and looking at environment and system", async () => {
  for (
    const words of [
      "parse health a.txt",
      "judge bundle",
      "judge --before a --after b --ended killed",
      "profile lint a.plist",
      "profile generate --for jamf --organization X --identifier com.example.a",
      "check --from a.txt",
      "scenarios list",
      "scenarios show x",
      "config show",
    ]
  ) assertEquals(await sparedBy(words.split(" ")), EVERYTHING, words);
});

Deno.test("commands that write keep that and no more; those that ask a device, send or open keep all", async () => {
  const rows: readonly (readonly [words: string, spared: readonly Right[]])[] = [
    ["report bundle", ["run", "env", "sys"]],
    ["report a.tar.gz --verify", ["run"]],
    ["judge a.tgz", ["run"]],
    ["profile lint --fix a.plist", ["run", "env", "sys"]],
    ["compare a b", ["run"]],
    ["parse health --device recorded:a.tar.gz", ["run"]],
    ["report bundle --push otlp=http://127.0.0.1:1", []],
    ["report bundle --open", []],
    ["verify", []],
    ["check", []],
    ["measure", []],
    ["restore", []],
    ["selftest", []],
    ["enable", []],
    ["simulate list", []],
  ];
  for (const [words, spared] of rows) assertEquals(await sparedBy(words.split(" ")), spared, words);
});
