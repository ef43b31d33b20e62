// The lines for sudoers that .github/nightly/README.md gives, as sudo itself reads them.
import { assertEquals } from "@std/assert";
import { NO_PRIVATE_MOUNTS } from "../testing/e2e/private_mounts.ts";
import { findVisudo } from "./find_program.ts";

const PAPER = Deno.readTextFileSync(new URL("../../.github/nightly/README.md", import.meta.url));
const SCRIPT = "/usr/local/libexec/bmverify-nightly.d/bmverify-nightly";
/** A user of every system, in the place of the runner's. */
const RUNNER = "nobody";
const LINES = PAPER.slice(PAPER.indexOf("Cmnd_Alias"), PAPER.indexOf("\n```", PAPER.indexOf("Cmnd_Alias")))
  .replace(/^runner /m, `${RUNNER} `) + "\n";

const visudo = await findVisudo();
const noVisudo = visudo === null ? " (ignored: no visudo here)" : "";

async function withLines(test: (file: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-sudoers-" });
  try {
    await Deno.writeTextFile(`${folder}/sudoers`, LINES, { mode: 0o440 });
    await test(`${folder}/sudoers`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: `visudo takes the lines for sudoers of the nightly run as they are printed${noVisudo}`,
  ignore: visudo === null,
  fn: () =>
    withLines(async (file) => {
      const { code, stdout, stderr } = await new Deno.Command(visudo ?? "", { args: ["-cf", file] }).output();
      const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
      assertEquals([code, said.trim()], [0, `${file}: parsed OK`]);
    }),
});

Deno.test({
  name: `sudo lets the runner's user start the nightly script with the words of a night, and with no others${
    noVisudo || NO_PRIVATE_MOUNTS
  }`,
  ignore: visudo === null || NO_PRIVATE_MOUNTS !== "",
  fn: () =>
    withLines(async (file) => {
      const allowed = ["verify auto 1", "verify auto 9", "restore"];
      const refused = [
        ...["", "verify", "verify auto", "verify auto 0", "verify auto 10", "verify ga 1", "enable"],
        ...["verify auto 1 attested", "verify auto 1 --mdatp /x", "restore --state /x", "restore restore"],
      ];
      // In mounts of its own sudo finds the lines in the place of its rules, and a program in the place of the script.
      const ask = [
        `mount --bind '${file}' /etc/sudoers && mkdir -p /usr/local/libexec`,
        'mount -t tmpfs -o size=64k tmpfs /usr/local/libexec && mkdir -p "${0%/*}" && cp /bin/true "$0"',
        `for words; do sudo -n -l -U ${RUNNER} "$0" $words >/dev/null 2>&1 && echo "$words"; done; true`,
      ].join(" && ");
      const { stdout, stderr } = await new Deno.Command("unshare", {
        args: ["--mount", "bash", "-c", ask, SCRIPT, ...allowed, ...refused],
      }).output();
      const answered = new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "");
      assertEquals(answered, allowed, new TextDecoder().decode(stderr));
    }),
});
