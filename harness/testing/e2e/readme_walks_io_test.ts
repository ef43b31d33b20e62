// What the README says, done: every command of it in order, as three people would who have nothing but the README. A
// person's "sudo" and "bmverify" mean here the command line on a simulated device, quickly, with a yes to its question.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import healthText from "../../device/fixtures/health.txt" with { type: "text" };
import listText from "../../device/fixtures/threat_list.txt" with { type: "text" };
import readme from "../../../README.md" with { type: "text" };
import { CommanderError, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { createProgram } from "../../cli/program.ts";
import { type Ended, endOf, MAIN, makeScratch } from "./run_bmverify.ts";

/** Not done here, and where else. */
const DONE_ELSEWHERE: readonly (readonly [command: RegExp, where: string])[] = [
  [/^npx -y deno@/, "harness/dev/fresh_clone.ts, and CI runs both tasks"],
  [/^brew /, "the packages of others"],
  [/^sudo ln -s /, "installed_command_io_test.ts"],
];

/** What a command ends with that does not end with 0. */
const EXIT_CODES: readonly (readonly [command: RegExp, code: number])[] = [
  // The session is an old one, and tells nothing of exclusions.
  [/^bmverify check --from/, 3],
  // The simulated device has no profile that it could follow.
  [/^sudo bmverify profile effective/, 1],
  // Never a proof, whatever the rules say of it.
  [/^bmverify judge --before/, 3],
];

const ON_A_SIMULATED_DEVICE = `#!/bin/bash
words=("$@")
given() { for word in "\${words[@]}"; do [ "$word" = "$1" ] && return 0; done; return 1; }
device=(--device simulated:healthy-ga)
case "$1" in
  verify) given --dry-run || given --yes || set -- "$@" --yes
    set -- "$@" "\${device[@]}" --state "$STATE" --deadline 4 --settle 0.1 --scenario '*.change-file-test' ;;
  measure) set -- "$@" --device simulated:busy --state "$STATE" --yes --quick --workload idle --block-seconds 0.25 \\
    --rate 20 --settle 0.1 ;;
  check) given --from || set -- "$@" "\${device[@]}" ;;
  selftest) set -- "$@" "\${device[@]}" ;;
  restore) set -- "$@" --state "$STATE" ;;
  history) set -- "$@" --state "$STATE" --evidence simulated ;;
  profile) [ "$2" = effective ] && set -- "$@" "\${device[@]}" ;;
esac
exec "${MAIN}" "$@"
`;

/** A command of the README, and the heading that it stands under. */
interface Command {
  readonly heading: string;
  readonly command: string;
}

/** Commands of all blocks of shell, in order; what goes on behind a backslash is one. */
function commandsOf(text: string): readonly Command[] {
  const commands: Command[] = [];
  let heading = "";
  let isShell = false;
  for (const line of text.replaceAll(/ \\\n\s*/g, " ").split("\n")) {
    if (line.startsWith("```")) isShell = line === "```sh";
    else if (line.startsWith("## ")) heading = line.slice(3);
    else if (isShell && line.trim() !== "") commands.push({ heading, command: line.trim() });
  }
  return commands;
}

async function writeScript(path: string, text: string): Promise<void> {
  await Deno.writeTextFile(path, text);
  await Deno.chmod(path, 0o755);
}

Deno.test("three people get through the README: every command of it does what stands beside it", async (t) => {
  await using scratch = await makeScratch();
  const { folder } = scratch;
  await Deno.mkdir(`${folder}/bin`);
  await writeScript(`${folder}/bin/bmverify`, ON_A_SIMULATED_DEVICE);
  await writeScript(`${folder}/bin/sudo`, '#!/bin/bash\nexec "$@"\n');
  const [, toml = ""] = /```toml\n([\s\S]*?)```/.exec(readme) ?? [];
  const session = `% mdatp health\n${healthText}\n% mdatp threat list\n${listText}`;
  for (
    const [name, text] of Object.entries({
      "bmverify.toml": toml,
      "health.txt": healthText,
      ...Object.fromEntries(
        ["session", "before", "after1", "after2"].map((name) => [`${name}.txt`, session]),
      ),
    })
  ) await Deno.writeTextFile(`${folder}/${name}`, text);
  const run = async (command: string): Promise<Ended> =>
    await endOf(
      new Deno.Command("bash", {
        args: ["-c", command],
        cwd: folder,
        env: {
          PATH: `${folder}/bin:${Deno.env.get("PATH")}`,
          STATE: scratch.state,
          NO_COLOR: "1",
          GITHUB_ACTIONS: "",
        },
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn(),
    );

  const ended = new Map<string, Ended>();
  const sections = Map.groupBy(commandsOf(readme), ({ heading }) => heading);
  for (const [heading, commands] of sections) {
    await t.step(heading, async () => {
      for (const { command } of commands) {
        if (DONE_ELSEWHERE.some(([done]) => done.test(command))) continue;
        const result = await run(command);
        const [, code = 0] = EXIT_CODES.find(([of]) => of.test(command)) ?? [];
        assertEquals(result.code, code, `${command}\n${result.stdout}\n${result.stderr}`);
        ended.set(command.replace(/\s+#.*$/, ""), result);
      }
    });
  }
  const said = (beginning: string): Ended => {
    const [, result] = [...ended].find(([command]) => command.startsWith(beginning)) ?? [];
    if (result === undefined) throw new Error(`The README has no command "${beginning}…"`);
    return result;
  };
  const read = async (path: string): Promise<string> =>
    await Deno.readTextFile(path.startsWith("/") ? path : `${folder}/${path}`);

  await t.step("who evaluates it has a verdict, and a stranger the same from the archive", () => {
    assertStringIncludes(said("bmverify check").stdout, "Ready: nothing stands in the way");
    assertStringIncludes(said("sudo bmverify verify").stdout, "SIMULATED · PASS");
    assertStringIncludes(said("sudo bmverify restore").stdout, "Nothing is left to restore");
    assertStringIncludes(said("bmverify verify --dry-run").stdout, "Nothing is run and nothing is written");
    const archive = said("bmverify report reports/out/latest --sign").stdout.trimEnd().split("\n").at(-1) ??
      "";
    assert(archive.endsWith(".tar.gz") && archive.includes(Deno.hostname()), archive);
    assertStringIncludes(said("bmverify report reports/out/*.tar.gz --verify").stdout, "signed");
    assertStringIncludes(said("bmverify judge reports").stdout, "pass blocked-and-recorded (as before)");
  });
  await t.step(
    "who owns the nights has settings with their origin, JUnit, and two nights side by side",
    async () => {
      const shown = said("bmverify config show").stdout;
      assertStringIncludes(shown, `File  ${folder}/bmverify.toml`);
      assertStringIncludes(shown, "attest.enrolled        file");
      assertStringIncludes(
        said("sudo bmverify verify --yes --config").stderr,
        "sets attest enrolled=Ann Lee, enrolled by the vendor on 2026-03-02; waive cloud-protection=",
      );
      assertStringIncludes(await read("nights/latest/junit.xml"), "<testsuite");
      assertStringIncludes(said("bmverify compare").stdout, "Nothing is worse in B.");
    },
  );
  await t.step("who writes feedback has a text with places for own words", async () => {
    assertStringIncludes(said("sudo bmverify measure --dry-run").stdout, "with behavior monitoring off");
    const lines = said("bmverify report reports/out/latest --redact").stdout.trimEnd().split("\n");
    const [copy = "", archive = ""] = lines.slice(-2);
    assertStringIncludes(await read(`${copy}/feedback.txt`), "SIMULATED");
    assertStringIncludes(await read(`${copy}/feedback.md`), "SIMULATED");
    assert(archive.endsWith("-redacted.tar.gz"), archive);
  });
});

Deno.test("every command that a sentence of a paper names can be typed", async () => {
  const papers = ["README.md", ".github/errors.md", ".github/FIRST_MAC.md", ".github/SECURITY.md"];
  for (const paper of papers) {
    const text = await Deno.readTextFile(new URL(`../../../${paper}`, import.meta.url));
    const named = text.replaceAll(/```[\s\S]*?```/g, "").matchAll(
      /`(?:sudo )?(?:bmverify|\.\/harness\/main\.ts) ([^`]+)`/g,
    );
    for (const [, words = ""] of named) {
      // Any command at all.
      if (words.startsWith("COMMAND")) continue;
      const [line = ""] = words.replaceAll(/\s+/g, " ").split(/ >+ /);
      await typed(Array.from(line.matchAll(/(?:'[^']*'|"[^"]*"|[^ '"])+/g), ([word]) => word));
    }
  }
});

/** Fails for words that the command line refuses; nothing is done. */
async function typed(words: readonly string[]): Promise<void> {
  const program = createProgram({ loadHost: () => Promise.reject(new Error("not needed")), end: () => {} });
  const idle = (command: CommandUnknownOpts): void => {
    for (const child of command.commands) idle(child);
    if (command.commands.length === 0) command.action(() => {});
  };
  idle(program);
  try {
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    // A command that is only spoken of.
    if (error instanceof CommanderError && /^commander\.\w*[mM]issingArgument$/.test(error.code)) return;
    throw new Error(`bmverify ${words.join(" ")}: ${error}`);
  }
}
