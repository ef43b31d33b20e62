// What must hold of the tree as a whole: no circle, types included; no folder too full; no export that nobody uses.
import { assert, assertEquals } from "@std/assert";
import config from "../../../deno.json" with { type: "json" };
import { isTest } from "../lint/source_path.ts";
import { repositoryFiles, ROOT } from "../repository_files.ts";
import { findCircles } from "./find_circles.ts";
import { findFullFolders } from "./find_full_folders.ts";
import { findUnusedExports } from "./find_unused_exports.ts";
import { loadedWith } from "./loaded_with.ts";
import { readSource } from "./read_source.ts";

const paths = (await repositoryFiles()).filter((path) => /\.tsx?$/.test(path));
const sources = await Promise.all(
  paths.map(async (path) => readSource(path, await Deno.readTextFile(new URL(path, ROOT)))),
);

Deno.test("no files import each other in a circle, types included; move what both need to a third file", () => {
  assertEquals(findCircles(sources), []);
});

Deno.test("no folder of product code is too full; group its files by what they are", () => {
  assertEquals(findFullFolders(paths.filter((path) => !isTest(path))), []);
});

Deno.test("no export is there that neither another file nor its own uses; delete it", () => {
  assertEquals(findUnusedExports(sources), []);
});

/** Modules and packages that a program or a command may bring along; a command comes on top of the command line. */
const MOST_LOADED: Readonly<Record<string, number>> = {
  "harness/main.ts": 3,
  "harness/cli/run_command_line.ts": 50,
  "harness/host/create_host.ts": 70,
  "harness/cli/check/check_command.ts": 130,
  "harness/cli/compare/compare_command.ts": 80,
  "harness/cli/history/trend_command.ts": 25,
  "harness/cli/completions/complete_words.ts": 5,
  "harness/cli/completions/completion_script.ts": 5,
  "harness/cli/measure/measure_command.ts": 320,
  "harness/cli/profile/profile_effective_command.ts": 60,
  "harness/cli/profile/profile_generate_command.ts": 85,
  "harness/cli/profile/profile_lint_command.ts": 90,
  "harness/cli/read/judge_command.ts": 135,
  "harness/cli/read/parse_command.ts": 90,
  "harness/cli/read/scenarios_command.ts": 25,
  "harness/cli/record/record_command.ts": 380,
  "harness/cli/report/report_command.ts": 180,
  "harness/cli/selftest/selftest_command.ts": 120,
  "harness/cli/setting/restore_command.ts": 65,
  "harness/cli/setting/setting_command.ts": 130,
  "harness/cli/simulate/simulate_command.ts": 5,
  "harness/cli/verify/verify_command.ts": 280,
  "harness/cost/sampling/sampler_program.ts": 15,
  "harness/host/processes/send_program.ts": 2,
  "harness/host/trials/file_trial_program.ts": 3,
  "harness/host/trials/lock_trial_program.ts": 25,
  "harness/simulator/list_profiles_program.ts": 10,
  "harness/simulator/wdavdaemon_enterprise_program.ts": 9,
  "harness/simulator/wdavdaemon_program.ts": 38,
  "harness/simulator/wdavdaemon_unprivileged_program.ts": 30,
};
/** Packages that take a tenth of a start or more, and what alone may load them at once. */
const HEAVY = /^(?:zod|tar-stream|saxes|@humanwhocodes\/momoa|preact|zx|simple-statistics)/;
const LIGHT =
  /main|run_command_line|create_host|check_command|verify_command|setting|restore|simulate|completion|_program/;

Deno.test("no command and no program loads more than it needs; what it rarely needs is loaded late", () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  for (const [path, most] of Object.entries(MOST_LOADED)) {
    const loaded = [...loadedWith(byPath, path)];
    assert(loaded.length <= most, `${path} loads ${loaded.length} modules, and may load ${most}`);
    if (LIGHT.test(path)) assertEquals(loaded.filter((one) => HEAVY.test(one)), [], path);
  }
});

Deno.test("every command and every program of the product has a limit of what it loads", () => {
  const own = paths.filter((path) =>
    /^harness\/cli\/.*_command\.ts$|^harness\/(?:cost|host|simulator)\/.*_program\.ts$/.test(path) &&
    !/\/testing\/|suggest_command/.test(path)
  );
  assertEquals(own.filter((path) => MOST_LOADED[path] === undefined), []);
});

Deno.test("late_modules.ts names all that is loaded late, but for what touches the machine or reads the environment", async () => {
  const named = new Set<string>();
  for (
    const path of paths.filter((path) => !isTest(path) && !/^harness\/(?:dev|host)\/|main\.ts$/.test(path))
  ) {
    const text = await Deno.readTextFile(new URL(path, ROOT));
    for (const [, name = ""] of text.matchAll(/import\(\s*import\.meta\.resolve\("([^"]+)"\)/g)) {
      named.add(name.startsWith(".") ? new URL(name, new URL(path, ROOT)).href : name);
    }
  }
  assert(named.size > 30, `${named.size} late imports`);
  const list = "harness/testing/late_modules.ts";
  const present = (await Deno.readTextFile(new URL(list, ROOT))).matchAll(/^import "([^"]+)";$/gm);
  for (const [, name = ""] of present) {
    named.delete(name.startsWith(".") ? new URL(name, new URL(list, ROOT)).href : name);
  }
  assertEquals([...named], ["chalk"]);
});

Deno.test("the tree is read as a whole", () => {
  assert(sources.length > 600 && sources.some(({ path }) => path === "harness/main.ts"), `${sources.length}`);
});

/** Packages, by the words of the import map, that are there before a verification begins. */
const LOADED_BY_VERIFY: readonly string[] = ["@commander-js/extra-typings", "wrap-ansi"];

Deno.test("verify starts with the packages that are named here, and the product never loads one of tests", () => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const parts = ["main", "cli/run_command_line", "host/create_host", "cli/verify/verify_command"];
  const loaded = new Set(parts.flatMap((part) => [...loadedWith(byPath, `harness/${part}.ts`)]));
  const isPackage = (name: string) => !byPath.has(name) && !/^node:|\.\w+$/.test(name);
  assertEquals([...loaded].filter(isPackage).toSorted(), LOADED_BY_VERIFY);
  const ofTests = new Set(Object.keys(config.scopes["./"]).filter((name) => !name.startsWith("@types/")));
  const product = sources.filter(({ path }) =>
    !isTest(path) && !/^harness\/(?:dev|testing|std)\//.test(path)
  );
  const taken = product.flatMap(({ path, loads }) =>
    loads.filter((name) => ofTests.has(name) && !path.startsWith("reports/invented/"))
  );
  assertEquals(taken, []);
});
