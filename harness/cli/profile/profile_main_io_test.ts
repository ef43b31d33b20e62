// The profile commands as a person runs them: the real entry point, least permissions, real files.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const CONFIG = new URL("../../../deno.json", import.meta.url).pathname;

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function bmverify(
  folder: string,
  args: readonly string[],
  permissions: readonly string[],
): Promise<Ended> {
  const flags = ["--no-prompt", "--allow-env", "--allow-sys", `--config=${CONFIG}`, ...permissions];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags, MAIN, ...args],
    cwd: folder,
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

Deno.test("profile generate, lint and effective work from the command line, each with the rights it needs", async (t) => {
  // The permission is for one folder, and links on the way to it (TMPDIR of macOS lies behind one) lead elsewhere.
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    const writing = ["--allow-read", `--allow-write=${folder}`];
    await t.step("generate writes a profile that lint finds nothing in", async () => {
      const made = await bmverify(folder, [
        "profile",
        "generate",
        "--for",
        "intune",
        "--organization",
        "Example",
        "--out",
        ".",
      ], writing);
      assertEquals([made.code, made.out, made.err], [0, "com.microsoft.wdav.mobileconfig\n", ""]);
      const linted = await bmverify(folder, ["profile", "lint", "com.microsoft.wdav.mobileconfig"], [
        "--allow-read",
      ]);
      assertEquals([linted.code, linted.out, linted.err], [0, "1 file checked: nothing found\n", ""]);
    });
    await t.step("lint --fix mends a file whose tags are closed in the wrong order", async () => {
      const good = await Deno.readTextFile(`${folder}/com.microsoft.wdav.mobileconfig`);
      const broken = good.replace(
        "        </dict>\n    </array>\n</dict>\n</plist>",
        "        </dict>\n</plist>\n    </array>\n</dict>",
      );
      assert(broken !== good);
      await Deno.writeTextFile(`${folder}/broken.mobileconfig`, broken);
      const { code, out } = await bmverify(
        folder,
        ["profile", "lint", "broken.mobileconfig", "--fix"],
        writing,
      );
      assertEquals(code, 1);
      assertStringIncludes(out, "Move </plist> from line");
      const again = await bmverify(folder, ["profile", "lint", "broken.mended.mobileconfig"], [
        "--allow-read",
      ]);
      assertEquals(again.code, 0);
    });
    await t.step("a hostile file ends with 3 and reads no other file", async () => {
      const secret = `${folder}/secret.txt`;
      await Deno.writeTextFile(secret, "secret-content");
      await Deno.writeTextFile(
        `${folder}/hostile.plist`,
        `<!DOCTYPE plist [<!ENTITY x SYSTEM "file://${secret}">]><plist><string>&x;</string></plist>`,
      );
      await Deno.writeFile(`${folder}/large.plist`, new Uint8Array(11_000_000).fill(60));
      const { code, out, err } = await bmverify(folder, ["profile", "lint", "hostile.plist", "large.plist"], [
        "--allow-read",
      ]);
      assertEquals(code, 3);
      assertStringIncludes(out, "profile/entities-declared");
      assertStringIncludes(out, "profile/too-large");
      assert(!(out + err).includes("secret-content"));
    });
    await t.step("effective compares collected files", async () => {
      const made = await bmverify(
        folder,
        ["profile", "generate", "--for", "jamf", "--out", "collected"],
        writing,
      );
      assertEquals(made.code, 0);
      await Deno.writeTextFile(
        `${folder}/collected/health.txt`,
        'healthy : true\nlicensed : true\nbehavior_monitoring : "disabled" [managed]\napp_version : "101.25062.0005"\n',
      );
      const { code, out } = await bmverify(folder, ["profile", "effective", "--from", "collected"], [
        "--allow-read",
      ]);
      assertStringIncludes(out, "Behavior monitoring: overridden");
      assertEquals(code, 1);
    });
    await t.step("a wrong word ends with 2 and says what is allowed", async () => {
      const { code, err } = await bmverify(folder, ["profile", "generate", "--for", "jmaf"], [
        "--allow-read",
      ]);
      assertEquals(code, 2);
      assertStringIncludes(err, "jamf");
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
