// Behaviour of parseArgs() that must hold for the stand-in and for the standard library alike.

import { assertEquals } from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { parseArgs as fromRoot } from "@std/cli";

Deno.test("parseArgs() is the same function at both entry points", () => {
  assertEquals(fromRoot(["--a"]), parseArgs(["--a"]));
});

Deno.test("parseArgs() guesses the kind of undeclared options", () => {
  assertEquals(parseArgs(["--foo", "--bar=baz", "--n", "5", "--h=0x10", "file.txt", "7", "-"]), {
    foo: true,
    bar: "baz",
    n: 5,
    h: 16,
    _: ["file.txt", 7, "-"],
  });
});

Deno.test("parseArgs() keeps declared texts as they are, and empty without a value", () => {
  const args = parseArgs(["--pid", "007", "--name=3", "--last"], {
    string: ["pid", "name", "last", "absent"],
  });
  assertEquals(args, { pid: "007", name: "3", last: "", _: [] });
  const pid: string | undefined = args.pid;
  assertEquals(pid, "007");
});

Deno.test("parseArgs() sets declared booleans to false when absent and never takes the next word", () => {
  const args = parseArgs(["--json", "file", "--quiet=false"], { boolean: ["json", "quiet", "yes"] });
  assertEquals(args, { json: true, quiet: false, yes: false, _: ["file"] });
  const yes: boolean = args.yes;
  assertEquals(yes, false);
});

Deno.test("parseArgs() takes a following true or false for a boolean", () => {
  assertEquals(parseArgs(["--json", "false", "rest"], { boolean: "json" }), { json: false, _: ["rest"] });
});

Deno.test("parseArgs() treats every long option as a boolean when asked to", () => {
  assertEquals(parseArgs(["--foo", "bar", "--baz=qux"], { boolean: true }), {
    foo: true,
    baz: "qux",
    _: ["bar"],
  });
});

Deno.test("parseArgs() keeps the last value of a repeated option unless it is collected", () => {
  assertEquals(parseArgs(["--a=1", "--a=2"]), { a: 2, _: [] });
  const args = parseArgs(["--a=1", "--a=2"], { string: ["a", "b"], collect: ["a", "b"] });
  assertEquals(args, { a: ["1", "2"], b: [], _: [] });
  const values: string[] = args.a;
  assertEquals(values.length, 2);
});

Deno.test("parseArgs() fills in defaults, also under aliases", () => {
  const args = parseArgs(["--port=9"], {
    string: ["host"],
    alias: { host: "H" },
    default: { host: "localhost", port: 8080 },
  });
  assertEquals(args, { host: "localhost", H: "localhost", port: 9, _: [] });
  const host: string = args.host;
  assertEquals(host, "localhost");
});

Deno.test("parseArgs() lets a default of a boolean stand until it is given", () => {
  assertEquals(parseArgs([], { boolean: ["color"], default: { color: true } }), { color: true, _: [] });
});

Deno.test("parseArgs() sets all aliases of an option", () => {
  assertEquals(
    parseArgs(["-o", "out", "-h"], {
      string: ["output"],
      boolean: ["help"],
      alias: { output: "o", help: ["h", "?"] },
    }),
    {
      output: "out",
      o: "out",
      help: true,
      h: true,
      "?": true,
      _: [],
    },
  );
});

Deno.test("parseArgs() negates only what is negatable", () => {
  const args = parseArgs(["--no-color", "--no-cache"], {
    boolean: ["color"],
    negatable: ["color"],
    default: { color: true },
  });
  assertEquals(args, { color: false, "no-cache": true, _: [] });
});

Deno.test("parseArgs() stops at the first word when asked to", () => {
  assertEquals(parseArgs(["--a=1", "run", "--b", "c"], { stopEarly: true }), {
    a: 1,
    _: ["run", "--b", "c"],
  });
});

Deno.test("parseArgs() leaves what follows -- alone, apart when asked to", () => {
  assertEquals(parseArgs(["a", "--", "--b", "2"]), { _: ["a", "--b", "2"] });
  const args = parseArgs(["a", "--", "--b", "2"], { "--": true });
  assertEquals(args, { _: ["a"], "--": ["--b", "2"] });
  const rest: string[] = args["--"];
  assertEquals(rest.length, 2);
});

Deno.test("parseArgs() tells the callback of unknown arguments and drops what it refuses", () => {
  const seen: unknown[] = [];
  const args = parseArgs(["--known=1", "--strange=2", "-x", "word", "--keep"], {
    string: ["known"],
    unknown: (arg, key, value) => {
      seen.push([arg, key, value]);
      return arg === "--keep";
    },
  });
  assertEquals(args, { known: "1", keep: true, _: [] });
  assertEquals(seen, [
    ["--strange=2", "strange", "2"],
    ["-x", "x", "word"],
    ["--keep", "keep", true],
  ]);
});

Deno.test("parseArgs() reads short options alone, together, and with a value attached", () => {
  assertEquals(parseArgs(["-abc"]), { a: true, b: true, c: true, _: [] });
  assertEquals(parseArgs(["-n5", "-k=v", "-o", "out"]), { n: 5, k: "v", o: "out", _: [] });
  assertEquals(parseArgs(["-vo", "out"], { boolean: ["v"] }), { v: true, o: "out", _: [] });
});

Deno.test("parseArgs() keeps positional arguments as text when _ is declared so", () => {
  const args: unknown = parseArgs(["1", "2"], { string: ["_"] });
  assertEquals(args, { _: ["1", "2"] });
});

Deno.test("parseArgs() nests names with dots", () => {
  assertEquals(parseArgs(["--a.b=1", "--a.c"]), { a: { b: 1, c: true }, _: [] });
});

Deno.test("parseArgs() takes a negative number only behind an equals sign", () => {
  assertEquals(parseArgs(["--n=-5"]), { n: -5, _: [] });
});
