// The house rules against small sources: what each reports, what it leaves alone, and that it says what to do.

import { assert, assertEquals } from "@std/assert";
import { LAYERS } from "./layers.ts";
import { lintPlugin } from "./lint_plugin.ts";

type Finding = readonly [rule: string, start: number];

function lint(path: string, source: string): Deno.lint.Diagnostic[] {
  return Deno.lint.runPlugin(lintPlugin, path, source);
}

/** The rules that report, without their prefix. */
function rulesOf(path: string, source: string): string[] {
  return lint(path, source).map(({ id }) => id.replace("house/", ""));
}

interface LayerCase {
  readonly from: string;
  readonly source: string;
  readonly allowed: boolean;
}

const LAYER_CASES: readonly LayerCase[] = [
  { from: "harness/model/a.ts", source: 'import { a } from "./verdict.ts";', allowed: true },
  { from: "harness/model/a.ts", source: 'import { z } from "zod";', allowed: true },
  { from: "harness/model/a.ts", source: 'import type { Clock } from "../ports/clock.ts";', allowed: false },
  { from: "harness/ports/clock.ts", source: 'import { a } from "../model/verdict.ts";', allowed: true },
  { from: "harness/ports/clock.ts", source: 'import { a } from "../host/system_clock.ts";', allowed: false },
  { from: "harness/device/parse.ts", source: 'export * from "../model/health.ts";', allowed: true },
  { from: "harness/device/parse.ts", source: 'export { a } from "../cost/metrics.ts";', allowed: false },
  { from: "harness/cost/x.ts", source: 'const m = await import("../device/parse.ts");', allowed: false },
  {
    from: "harness/cost/x.ts",
    source: 'await import(import.meta.resolve("../device/parse.ts"));',
    allowed: false,
  },
  { from: "harness/cost/x.ts", source: 'import type { Clock } from "../ports/clock.ts";', allowed: false },
  { from: "harness/cost/x.ts", source: 'export * from "../run/run.ts";', allowed: false },
  { from: "harness/run/run.ts", source: 'import { a } from "../cost/metrics.ts";', allowed: true },
  { from: "harness/run/run.ts", source: 'import { a } from "../device/parse.ts";', allowed: true },
  { from: "harness/run/run.ts", source: 'import { a } from "../profile/x.ts";', allowed: false },
  { from: "harness/run/run.ts", source: 'import { a } from "../../reports/registry.ts";', allowed: false },
  { from: "harness/run/run.ts", source: 'import { a } from "../testing/fake_clock.ts";', allowed: false },
  { from: "harness/prerequisites/x.ts", source: 'import { a } from "../ports/clock.ts";', allowed: true },
  { from: "harness/prerequisites/x.ts", source: 'import { a } from "../cost/x.ts";', allowed: false },
  { from: "harness/cli/x.ts", source: 'import { a } from "../../scenarios/catalogue.ts";', allowed: true },
  { from: "harness/cli/x.ts", source: 'import { a } from "../host/system_clock.ts";', allowed: false },
  { from: "harness/main.ts", source: 'import { a } from "./host/system_clock.ts";', allowed: true },
  { from: "harness/main.ts", source: 'import { a } from "./run/run.ts";', allowed: false },
  { from: "scenarios/x.ts", source: 'import { a } from "../harness/mod.ts";', allowed: true },
  { from: "scenarios/x.ts", source: 'import { a } from "../harness/device/parse.ts";', allowed: false },
  { from: "reports/x.ts", source: 'import type { a } from "../harness/model/verdict.ts";', allowed: true },
  { from: "reports/x.ts", source: 'import { a } from "../harness/cost/metrics.ts";', allowed: false },
  { from: "harness/simulator/a.ts", source: 'import type { a } from "../model/health.ts";', allowed: true },
  { from: "harness/simulator/a.ts", source: 'import { type a } from "../model/health.ts";', allowed: true },
  { from: "harness/simulator/a.ts", source: 'import { a } from "../model/health.ts";', allowed: false },
  {
    from: "harness/std/cli/parse_args.ts",
    source: 'import { a } from "../../model/health.ts";',
    allowed: false,
  },
  { from: "harness/cli/a.ts", source: 'import { a } from "../std/assert/mod.ts";', allowed: false },
  { from: "harness/cli/a_test.ts", source: 'import { a } from "../host/system_clock.ts";', allowed: true },
  { from: "harness/cli/a_test.ts", source: 'import { a } from "../simulator/agent.ts";', allowed: false },
  { from: "harness/dev/bench/a.ts", source: 'import { a } from "../../simulator/agent.ts";', allowed: false },
  { from: "harness/simulator/a_test.ts", source: 'import { a } from "./agent.ts";', allowed: true },
];

for (const { from, source, allowed } of LAYER_CASES) {
  Deno.test(`house/layers ${allowed ? "allows" : "reports"} ${source} in ${from}`, () => {
    assertEquals(rulesOf(from, source).filter((rule) => rule === "layers"), allowed ? [] : ["layers"]);
  });
}

Deno.test("house/layers lets only tests and tools import what is there for tests", () => {
  const lines = ["harness/testing/fake_clock.ts", "harness/dev/layers.ts"].map((path) =>
    `import { a } from "/${path}";`
  );
  for (const { path } of LAYERS) {
    const from = path.endsWith(".ts") ? path : `${path}/a.ts`;
    for (const line of lines) assertEquals(rulesOf(from, line), ["layers"], `${line} in ${from}`);
  }
  for (const from of ["harness/run/a_test.ts", "harness/testing/a.ts", "harness/dev/a.ts"]) {
    for (const line of lines) assertEquals(rulesOf(from, line), [], `${line} in ${from}`);
  }
});

Deno.test("house/file-length reports the line after the last one allowed, later in tests", () => {
  const lines = (count: number) => "// x\n".repeat(count);
  assertEquals(rulesOf("harness/model/a.ts", lines(250)), []);
  assertEquals(rulesOf("harness/model/a.ts", lines(251)), ["file-length"]);
  assertEquals(rulesOf("harness/model/a_test.ts", lines(400)), []);
  assertEquals(rulesOf("harness/model/a_test.ts", lines(401)), ["file-length"]);
});

Deno.test("house/no-vague-file-name reports drawers and other spellings than snake_case", () => {
  for (
    const name of ["utils.ts", "types.ts", "index.ts", "health_helpers.ts", "types_test.ts", "parseHealth.ts"]
  ) {
    assertEquals(rulesOf(`harness/device/${name}`, "// x"), ["no-vague-file-name"], name);
  }
  for (const name of ["mod.ts", "parse_health.ts", "parse_health_io_test.ts", "database.ts", "a.golden.ts"]) {
    assertEquals(rulesOf(`harness/device/${name}`, "// x"), [], name);
  }
});

const MACHINE_SOURCES: readonly string[] = [
  'Deno.readTextFile("x");',
  "const { env } = Deno;",
  "globalThis.Deno.env;",
  "setTimeout(() => {}, 1);",
  "setInterval(() => {}, 1);",
  'fetch("x");',
  'import { readFile } from "node:fs/promises";',
  'import { spawn } from "node:child_process";',
  'import os from "node:os";',
  'import { $ } from "zx";',
  'const z = await import(import.meta.resolve("zx")) as typeof import("zx");',
  "Date.now();",
  "performance.now();",
  "new Date();",
  'new Worker("x");',
];

for (const source of MACHINE_SOURCES) {
  Deno.test(`house/no-machine-access reports ${source}`, () => {
    assertEquals(rulesOf("harness/run/run.ts", source), ["no-machine-access"]);
    for (
      const exempt of [
        "harness/host/processes/clean_command.ts",
        "harness/simulator/a.ts",
        "harness/dev/a.ts",
        "harness/main.ts",
        "harness/cost/sampling/sampler_program.ts",
        "harness/run/run_io_test.ts",
        "harness/run/run_bench.ts",
      ]
    ) {
      assertEquals(rulesOf(exempt, source), [], exempt);
    }
  });
}

Deno.test("house/no-machine-access leaves types, given times and pure modules alone", () => {
  for (
    const source of [
      "let signal: Deno.Signal;",
      "new Date(0);",
      "Date.parse(text);",
      'import { inspect } from "node:util";',
      'import type { ProcessOutput } from "zx";',
      "clock.now();",
      "process.stop();",
    ]
  ) {
    assertEquals(rulesOf("harness/run/run.ts", source), [], source);
  }
});

function error(message: string, hint = '"Run it again"'): string {
  return `new HarnessError("a/b", ${message}, { hint: ${hint} });`;
}

Deno.test("house/error-message reports messages and hints against the grammar", () => {
  for (
    const source of [
      error('"cannot read it"'),
      error('"Cannot read it."'),
      error(`"Agent doesn't answer"`),
      error("`cannot read ${path}`"),
      error("`Cannot read ${path}.`"),
      error('"Cannot read it"', '"run it again"'),
      error('"Cannot read it"', '"Run it again."'),
    ]
  ) {
    assertEquals(rulesOf("harness/device/a.ts", source), ["error-message"], source);
  }
});

Deno.test("house/error-message leaves good messages and other errors alone", () => {
  for (
    const source of [
      error('"Cannot read agent health: exited with code 1"'),
      error("`Cannot read ${path}`"),
      error("`${name} is not there`"),
      error("text", "`${command}`"),
      'new TypeError("lower.");',
    ]
  ) {
    assertEquals(rulesOf("harness/device/a.ts", source), [], source);
  }
});

Deno.test("every report carries a hint", () => {
  const sources = [
    'import { a } from "../host/a.ts"; Deno.cwd(); Deno.chdir("a");',
    error('"lower."'),
    "// x\n".repeat(300),
  ];
  const found = [
    ...sources.flatMap((source) => lint("harness/model/types.ts", source)),
    ...lint("harness/host/a.ts", 'Deno.rename("a", "b"); new Deno.Command("ps"); import("./b.ts");'),
  ];
  const rules = new Set(found.map(({ id }) => id));
  assertEquals(rules.size, Object.keys(lintPlugin.rules).length);
  for (const { id, hint } of found) assert(hint && hint.length > 10, id);
});

Deno.test("a report points at its place", () => {
  const found: Finding[] = lint("harness/model/a.ts", 'const a = 1;\nimport { b } from "../host/b.ts";')
    .map(({ id, range }) => [id, range[0]]);
  assertEquals(found, [["house/layers", 13]]);
});

Deno.test("one-writer reports what writes files in another way, in the product only", () => {
  const writing = [
    'Deno.writeTextFile("a", "");',
    'Deno.writeFileSync("a", new Uint8Array());',
    'Deno.rename("a", "b");',
    'Deno.symlink("a", "b");',
    'await Deno.open("a", { create: true, append: true });',
  ];
  for (const source of writing) {
    assertEquals(rulesOf("harness/host/system/a.ts", source), ["one-writer"], source);
    for (
      const path of [
        "harness/host/files/safe_writer.ts",
        "harness/host/system/a_io_test.ts",
        "harness/dev/a.ts",
      ]
    ) {
      assertEquals(rulesOf(path, source), [], `${path}: ${source}`);
    }
  }
  for (const source of ['Deno.open("a");', 'Deno.open("a", { read: true });', 'Deno.readTextFile("a");']) {
    assertEquals(rulesOf("harness/host/system/a.ts", source), [], source);
  }
});

Deno.test("one-starter reports what starts programs in another way, in the product only", () => {
  const starting = [
    'new Deno.Command("ps");',
    'new Deno["Command"]("ps");',
    "const { Command } = globalThis.Deno.Command;",
    'import { $ } from "zx";',
    'import { spawn } from "node:child_process";',
  ];
  for (const source of starting) {
    assertEquals(rulesOf("harness/host/system/a.ts", source), ["one-starter"], source);
    for (const path of ["harness/host/processes/clean_command.ts", "harness/host/system/a_io_test.ts"]) {
      assertEquals(rulesOf(path, source), [], `${path}: ${source}`);
    }
  }
  for (const source of ['cleanCommand("/bin/ps", {});', "Deno.execPath();", 'import type { $ } from "zx";']) {
    assertEquals(rulesOf("harness/host/system/a.ts", source), [], source);
  }
});

Deno.test("late-import reports what is loaded at the start all the same, and the type of another module", () => {
  const late = 'import(import.meta.resolve("./b.ts"))';
  for (
    const source of [
      'await import("./b.ts");',
      'const z = import("zod");',
      "await import(`./b.ts`);",
      `const { b } = await ${late};`,
      `const { b } = await ${late} as typeof import("./c.ts");`,
    ]
  ) {
    assertEquals(rulesOf("harness/cli/a.ts", source), ["late-import"], source);
    for (const path of ["harness/cli/a_test.ts", "harness/dev/a.ts"]) {
      assertEquals(rulesOf(path, source), [], `${path}: ${source}`);
    }
  }
  for (
    const source of [
      `const { b } = await ${late} as typeof import("./b.ts");`,
      `const b = ${late} as Promise<typeof import("./b.ts")>;`,
      'type B = typeof import("./b.ts");',
    ]
  ) {
    assertEquals(rulesOf("harness/cli/a.ts", source), [], source);
  }
});

Deno.test("no-shared-process reports what moves the whole process, in tests too", () => {
  for (const source of ['Deno.chdir("a");', "Deno.umask(0o77);", 'process.chdir("a");']) {
    assertEquals(rulesOf("harness/dev/a_test.ts", source), ["no-shared-process"], source);
  }
  for (const source of ["Deno.umask();", 'new Deno.Command("a", { cwd: "b" });']) {
    assertEquals(rulesOf("harness/dev/a_test.ts", source), [], source);
  }
});
