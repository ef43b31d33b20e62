import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Command } from "@commander-js/extra-typings";
import { PARSE_KINDS } from "../device/parse_kind.ts";
import { PARSE_KIND_NAMES } from "./read/parse_kind_names.ts";
import { createProgram } from "./program.ts";
import { EXAMPLES } from "./words/examples.ts";

const program = createProgram({ loadHost: () => Promise.reject(new Error("not needed")), end: () => {} });

/** All commands with their paths: `scenarios list`. */
function commandsBelow(parent: Command, path = ""): readonly (readonly [path: string, command: Command])[] {
  return parent.commands.flatMap((child) => {
    const here = `${path}${child.name()}`;
    return [[here, child as Command] as const, ...commandsBelow(child as Command, `${here} `)];
  });
}

const ALL = commandsBelow(program);

Deno.test("createProgram() has every command of the daily work", () => {
  const names = ALL.map(([path]) => path);
  for (
    const wanted of [
      "verify",
      "check",
      "selftest",
      "enable",
      "disable",
      "restore",
      "measure",
      "parse",
      "judge",
      "scenarios list",
      "scenarios show",
      "simulate list",
      "simulate start",
      "profile generate",
      "profile lint",
    ]
  ) assert(names.includes(wanted), `"${wanted}" is missing in ${names.join(", ")}`);
});

Deno.test("createProgram() says of every command and option what it does", () => {
  for (const [path, command] of ALL) {
    assertMatch(command.description(), /^[A-Z].{10,}[^.]$/, `description of "${path}"`);
    for (const option of command.options) {
      assert(option.description.length > 5, `"${path} ${option.flags}" has no description`);
    }
  }
});

Deno.test("createProgram() tells defaults in the unit of the option, and no empty ones", () => {
  for (const [path, command] of ALL) {
    const help = command.helpInformation().replace(/\s+/g, " ");
    assert(!help.includes("default: []"), `"${path} --help" shows an empty list`);
    assert(!help.includes("30000"), `"${path} --help" shows milliseconds for seconds`);
  }
  const verify = ALL.find(([path]) => path === "verify")?.[1].helpInformation() ?? "";
  assertMatch(verify, /--deadline <seconds> .*\(default: 30\)/);
});

Deno.test("createProgram() tells the exit codes and every command in its help", () => {
  const help: string[] = [];
  program.configureOutput({ writeOut: (text) => void help.push(text) });
  program.outputHelp();
  const text = help.join("");
  for (const command of program.createHelp().visibleCommands(program)) {
    assert(text.includes(command.name()), command.name());
  }
  assert(!text.includes("complete "), "what only shells call is no word for people");
  for (
    const code of [
      "0 pass",
      "1 fail",
      "2 usage",
      "3 could not judge",
      "5 device not restored",
      "129/130/131/143/148",
    ]
  ) {
    assert(text.includes(code), code);
  }
});

Deno.test("createProgram() gives verify the defaults that the papers promise", () => {
  const verify = ALL.find(([path]) => path === "verify")?.[1];
  const options: Record<string, unknown> = verify?.opts() ?? {};
  assertEquals(
    [options["device"], options["policy"], options["repeats"], options["deadline"], options["out"]],
    ["real", "auto", 1, 30_000, "reports/out"],
  );
  assertEquals(
    [options["yes"], options["leaveEnabled"], options["grace"], options["settle"]],
    Array(4).fill(undefined),
  );
});

Deno.test("createProgram() has examples for every command that people type, and each can be typed", async () => {
  const visible = ALL.filter(([path]) => path !== "complete" && !path.endsWith("help")).map(([path]) => path);
  assertEquals(Object.keys(EXAMPLES).toSorted(), ["", ...visible].toSorted());
  for (const [path, examples] of Object.entries(EXAMPLES)) {
    for (const [command] of examples) {
      const words = wordsOf(command);
      assertEquals([words[0], words.slice(1, path.split(" ").length + 1).join(" ")], [
        "bmverify",
        path === "" ? words[1] : path,
      ]);
      const tried = createProgram({ loadHost: () => Promise.reject(new Error("not needed")), end: () => {} });
      for (const [, one] of commandsBelow(tried)) one.action(() => {});
      await tried.parseAsync(words.slice(1), { from: "user" });
    }
  }
});

/** The words of an example as a shell would take them, without sudo and without what goes to a file. */
function wordsOf(command: string): readonly string[] {
  const [typed = ""] = command.replace(/^sudo /, "").split(/ >+ /);
  return Array.from(typed.matchAll(/(?:'[^']*'|[^ '])+/g), ([word]) => word.replaceAll("'", ""));
}

Deno.test("createProgram() lists the values of what takes some, in groups", () => {
  const verify = ALL.find(([path]) => path === "verify")?.[1];
  const help: string[] = [];
  verify?.configureOutput({ writeOut: (text) => void help.push(text) });
  verify?.outputHelp();
  const text = help.join("").replace(/\s+/g, " ");
  for (
    const part of [
      "Device: --device",
      "Prerequisites: --policy",
      "What is kept: --out",
      "What is printed: --json",
      "console, github, json",
      "idle, tree-install",
      "preview-features, enrolled",
      "for --waive: agent-installed agent-answering",
      "Examples: sudo bmverify verify",
    ]
  ) assert(text.includes(part), `"${part}" is not in ${text}`);
});

Deno.test("createProgram() lists all kinds that parse knows", () => {
  assertEquals([...PARSE_KIND_NAMES] as string[], Object.keys(PARSE_KINDS));
  const parse = ALL.find(([path]) => path === "parse")?.[1].helpInformation().replace(/\s+/g, " ") ?? "";
  assert(parse.includes(PARSE_KIND_NAMES.join(", ")), parse);
});
