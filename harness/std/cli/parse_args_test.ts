// What this repository relies on: holds for the stand-in and for the published package alike.

import { assertEquals, assertThrows } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";

Deno.test("parseArgs() keeps texts as they are, empty without a value, and absent when not given", () => {
  const args = parseArgs(["--pid", "007", "--name=3", "--name=4", "--last"], {
    string: ["pid", "name", "last", "absent"],
  });
  assertEquals(args, { pid: "007", name: "4", last: "", _: [] });
});

Deno.test("parseArgs() sets switches to false when absent, and never takes the next word", () => {
  const args = parseArgs(["--json", "file", "--quiet=false"], { boolean: ["json", "quiet", "yes"] });
  assertEquals(args, { json: true, quiet: false, yes: false, _: ["file"] });
});

Deno.test("parseArgs() keeps words as text when told to, and what follows -- among them", () => {
  const args = parseArgs(["7", "--", "--json"], { string: ["_"], boolean: ["json"] });
  assertEquals(args._, ["7", "--json"]);
  assertEquals(args.json, false);
});

Deno.test("parseArgs() tells of each argument nobody declared, and takes a throw for an answer", () => {
  const told: string[] = [];
  const unknown = (arg: string) => told.push(arg) < 0;
  assertEquals(parseArgs(["--json", "word", "--other"], { boolean: ["json"], unknown }), {
    json: true,
    _: [],
  });
  assertEquals(told, ["word", "--other"]);
  const refuse = (arg: string) => {
    throw new TypeError(arg);
  };
  assertThrows(() => parseArgs(["--other"], { boolean: ["json"], unknown: refuse }), TypeError, "--other");
});
