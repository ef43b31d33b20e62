import { assertEquals, assertMatch, assertNotMatch, assertRejects, assertStringIncludes } from "@std/assert";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { HarnessError } from "../../model/harness_error.ts";
import type { HostFacts } from "../../ports/host_facts.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { createProgram } from "../program.ts";
import { configure } from "./configure.ts";
import { showConfiguration } from "./show_configuration.ts";

const FILE = "/etc/bmverify/bmverify.toml";

/** A host on which these files are, others may write to none of them unless said. */
function hostWith(
  files: Readonly<Record<string, string>>,
  facts: Partial<HostFacts> = {},
  writer: string | null = null,
) {
  return createFakeHost({
    facts: { configurationPlaces: ["/opt/bmverify/bmverify.toml", FILE], ...facts },
    parts: {
      findFile: (path) => Promise.resolve(Object.hasOwn(files, path) ? path : null),
      findWriter: () => Promise.resolve(writer),
      readInput: (path) => Promise.resolve(new TextEncoder().encode(files[path] ?? "")),
    },
  });
}

/** The command that the words mean, with its options as they were typed. */
function commandOf(words: readonly string[]): CommandUnknownOpts {
  const program = createProgram({ loadHost: () => Promise.reject(new Error("not needed")), end: () => {} });
  const [name = "", second = "", ...rest] = words;
  const parent = program.commands.find((one) => one.name() === name);
  const child = parent?.commands.find((one) => one.name() === second);
  const command = child ?? parent;
  if (command === undefined) throw new Error(`There is no command "${name}"`);
  command.action(() => {});
  command.parse(child === undefined ? words.slice(1) : rest, { from: "user" });
  return command;
}

async function configured(
  words: readonly string[],
  files: Readonly<Record<string, string>>,
  facts: Partial<HostFacts> = {},
): Promise<
  { readonly options: Readonly<Record<string, unknown>>; readonly told: string; readonly out: string }
> {
  const { host, err, out } = hostWith(files, facts);
  const command = commandOf(words);
  await configure(host, command);
  return { options: command.opts(), told: err(), out: out() };
}

const WAIVING = {
  [FILE]:
    'policy = "ga"\n[attest]\nenrolled = "Ann Lee, saw it"\n[waive.release-ring]\nreason = "on Monday"\n',
};

Deno.test("configure() needs no file, and tells nothing where nothing is set", async () => {
  const { options, told } = await configured(["verify"], {});
  assertEquals([options.policy, options.deadline, options.attest, told], ["auto", 30_000, [], ""]);
});

Deno.test("configure() takes a flag before the environment, that before the file, and that before the default", async () => {
  const file = { [FILE]: "[verify]\ndeadline = 7\nrepeats = 2\ngrace = 1\n" };
  const settings = { BMVERIFY_REPEATS: "3", BMVERIFY_GRACE: "2", BMVERIFY_POLICY: "" };
  const { options } = await configured(["verify", "--grace", "4"], file, { settings });
  assertEquals([options.deadline, options.repeats, options.grace, options.policy], [7_000, 3, 4_000, "auto"]);
});

Deno.test("configure() says in the first line what a file attests and waives, for machines beside their output", async () => {
  for (const words of [["verify"], ["verify", "--json"], ["verify", "--quiet"], ["check"]]) {
    const { told, out } = await configured(words, WAIVING);
    assertMatch(
      told,
      /^bmverify: "\/etc\/bmverify\/bmverify.toml" sets policy ga; attest enrolled=Ann Lee, saw it; /,
    );
    assertStringIncludes(told, "waive release-ring=on Monday");
    assertEquals(out, "");
  }
});

Deno.test("configure() keeps what is attested of one id when another is typed, and lets what is typed count", async () => {
  const { options } = await configured(["verify", "--attest", "preview-features=me"], WAIVING);
  assertEquals(options.attest, ["enrolled=Ann Lee, saw it", "preview-features=me"]);
  const typed = await configured(["check", "--attest", "enrolled=me"], WAIVING);
  assertEquals(typed.options.attest, ["enrolled=Ann Lee, saw it", "enrolled=me"]);
});

Deno.test("configure() gives a command only what it has a word for, and a run that measures nothing no words of a measurement", async () => {
  const file = {
    [FILE]: '[verify]\nrepeats = 2\n[measure]\nbudgets = ["cpu.mean=5"]\nworkloads = ["idle"]\n',
  };
  const budgetOf = async (words: readonly string[]) => (await configured(words, file)).options.budget;
  assertEquals(await budgetOf(["verify"]), []);
  assertEquals(await budgetOf(["verify", "--measure"]), ["cpu.mean=5"]);
  assertEquals(await budgetOf(["measure"]), ["cpu.mean=5"]);
  assertEquals(await budgetOf(["measure", "--quick"]), []);
  assertEquals((await configured(["measure"], file)).options.repeats, undefined);
});

Deno.test("configure() refuses what the option refuses, by the name under which it was set", async () => {
  const settings = { BMVERIFY_DEADLINE: "soon" };
  const error = await assertRejects(
    () => configured(["verify"], {}, { settings }),
    HarnessError,
    "BMVERIFY_DEADLINE",
  );
  assertEquals(error.code, "config/invalid");
  const unknown = await assertRejects(
    () => configured(["verify"], {}, { settings: { BMVERIFY_DEADLIN: "3" } }),
    HarnessError,
    "BMVERIFY_DEADLIN",
  );
  assertStringIncludes(unknown.hint, "BMVERIFY_DEADLINE");
});

Deno.test("configure() reads the file that is named, refuses one that is not there, and none with --no-config", async () => {
  const files = { ...WAIVING, "/tmp/own.toml": 'policy = "preview"\n' };
  assertEquals((await configured(["verify", "--config", "/tmp/own.toml"], files)).options.policy, "preview");
  const settings = { BMVERIFY_CONFIG: "/tmp/own.toml" };
  assertEquals((await configured(["verify"], files, { settings })).options.policy, "preview");
  assertEquals((await configured(["verify", "--no-config"], files)).options.policy, "auto");
  const error = await assertRejects(
    () => configured(["verify", "--config", "/no.toml"], files),
    HarnessError,
  );
  assertEquals(error.code, "config/not-found");
});

Deno.test("configure() reads as root no file that others may write, and says who may", async () => {
  const { host } = hostWith(WAIVING, { isRoot: true }, "others may write to it");
  const error = await assertRejects(
    () => configure(host, commandOf(["verify"])),
    HarnessError,
    "others may write",
  );
  assertEquals(error.code, "config/not-trusted");
  const own = hostWith(WAIVING, { isRoot: true });
  await configure(own.host, commandOf(["verify"]));
});

Deno.test("showConfiguration() prints each value with where it comes from", async () => {
  const files = { [FILE]: `${WAIVING[FILE]}[verify]\nrepeats = 2\n` };
  const { host, out } = hostWith(files, { settings: { BMVERIFY_OUT: "/srv/out" } });
  const words = ["config", "show", "--deadline", "9", "--attest", "enrolled=me"];
  await showConfiguration(host, commandOf(words), false);
  const lines = out().split("\n").map((line) => line.split(/ {2,}/));
  const from = (key: string) => lines.find(([name]) => name === key)?.slice(1);
  assertEquals(lines[0], ["File", FILE]);
  assertEquals(from("policy"), ["file", "ga"]);
  assertEquals(from("attest.enrolled"), ["flag", "me"]);
  assertEquals(from("waive.release-ring"), ["file", "on Monday"]);
  assertEquals(from("out"), ["environment", "/srv/out"]);
  assertEquals(from("verify.repeats"), ["file", "2"]);
  assertEquals(from("verify.deadline"), ["flag", "9"]);
  assertEquals(from("verify.grace"), ["default", "as long again"]);
  assertEquals(from("settle"), ["default", "10, simulated 0.5"]);
  const json = hostWith(files);
  await showConfiguration(json.host, commandOf(["config", "show"]), true);
  const { file, settings } = JSON.parse(json.out());
  assertEquals(file, FILE);
  assertEquals(settings.find(({ key }: { key: string }) => key === "verify.repeats"), {
    key: "verify.repeats",
    value: "2",
    from: "file",
    flag: "--repeats",
    variable: "BMVERIFY_REPEATS",
  });
  assertNotMatch(json.out(), /undefined/);
});
