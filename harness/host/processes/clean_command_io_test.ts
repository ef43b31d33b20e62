import { assertEquals, assertMatch } from "@std/assert";
import { makeHostileSurroundings } from "../../testing/e2e/hostile_surroundings.ts";
import { CHILD_ENVIRONMENT } from "./clean_command.ts";

const PROGRAM = decodeURIComponent(
  new URL("../../testing/e2e/start_children_program.ts", import.meta.url).pathname,
);
/** What bash sets by itself. */
const OF_BASH = /^(?:PWD|OLDPWD|SHLVL|_)=/;

Deno.test("triggers, questions, workloads and what runs beside them see nothing of the caller's environment and folder", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-environment-" }));
  try {
    const { env, hasHarmed } = await makeHostileSurroundings(folder);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--allow-read",
        "--allow-write",
        "--allow-run",
        "--allow-env",
        "--allow-sys",
        PROGRAM,
        folder,
      ],
      cwd: folder,
      env,
      stdin: "null",
    }).output();
    assertEquals(code, 0, new TextDecoder().decode(stderr));
    assertMatch(new TextDecoder().decode(stdout), /^(?:\/usr)?\/bin\/ls$/m);
    for (const way of ["question", "trigger", "workload", "held"]) {
      const lines = (await Deno.readTextFile(`${folder}/${way}`)).trim().split("\n");
      const given = Object.entries(CHILD_ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
      assertEquals(lines.filter((line) => !OF_BASH.test(line)).toSorted(), [...given, "/"].toSorted(), way);
    }
    assertEquals(await hasHarmed(), false);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
