import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { giveTo } from "./give_to.ts";
import { type FolderRules, makeSafeFolder } from "./make_safe_folder.ts";

const NOBODY = 65534;
const SOMEBODY = 4711;
const needsRoot = { ignore: Deno.uid() !== 0 };
const ROOTS: FolderRules = { trusted: new Set([0]), owner: null, remedy: "Name another folder" };

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-safe-" }));
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function assertRefused(folder: string, why: string, rules = ROOTS): Promise<void> {
  const error = await assertRejects(() => makeSafeFolder(folder, rules), HarnessError);
  assertEquals([error.code, error.hint], ["folder/not-safe", rules.remedy]);
  assertStringIncludes(error.message, why);
}

Deno.test("makeSafeFolder() makes what is missing for its owner only, and leaves what is there as it is", async () => {
  await withFolder(async (folder) => {
    await Deno.mkdir(`${folder}/there`);
    await Deno.chmod(`${folder}/there`, 0o755);
    const rules = { ...ROOTS, trusted: null };
    assertEquals(await makeSafeFolder(`${folder}/there/a/b`, rules), `${folder}/there/a/b`);
    const modes = await Promise.all(
      ["there", "there/a", "there/a/b"].map((at) => Deno.stat(`${folder}/${at}`)),
    );
    assertEquals(modes.map(({ mode }) => (mode ?? 0) & 0o777), [0o755, 0o700, 0o700]);
  });
});

Deno.test({
  name: "makeSafeFolder() refuses root a folder that others own, or may rename and replace in (needs root)",
  ...needsRoot,
  fn: () =>
    withFolder(async (folder) => {
      await Deno.mkdir(`${folder}/theirs/out`, { recursive: true });
      await Deno.chown(`${folder}/theirs`, NOBODY, NOBODY);
      await assertRefused(`${folder}/theirs/out`, `belongs to another user (${NOBODY})`);
      await assertRefused(`${folder}/theirs/new`, `belongs to another user (${NOBODY})`);
      assertEquals(await Deno.lstat(`${folder}/theirs/new`).catch(() => null), null);
      for (const mode of [0o777, 0o775, 0o707]) {
        await Deno.mkdir(`${folder}/open${mode}`);
        await Deno.chown(`${folder}/open${mode}`, 0, SOMEBODY);
        await Deno.chmod(`${folder}/open${mode}`, mode);
        if (mode === 0o707) await Deno.chmod(`${folder}/open${mode}`, 0o702);
        await assertRefused(`${folder}/open${mode}/new`, "rename and replace");
      }
      await Deno.chmod(`${folder}/open511`, 0o1777);
      assertEquals(await makeSafeFolder(`${folder}/open511/new`, ROOTS), `${folder}/open511/new`);
    }),
});

Deno.test({
  name: "makeSafeFolder() refuses root a link of somebody else, wherever it leads (needs root)",
  ...needsRoot,
  fn: () =>
    withFolder(async (folder) => {
      await Deno.mkdir(`${folder}/safe`);
      await Deno.mkdir(`${folder}/shared`);
      await Deno.chmod(`${folder}/shared`, 0o1777);
      await Deno.symlink(`${folder}/safe`, `${folder}/shared/out`);
      await new Deno.Command("chown", { args: ["-h", String(NOBODY), `${folder}/shared/out`] }).output();
      await assertRefused(`${folder}/shared/out`, `belongs to another user (${NOBODY})`);
      await assertRefused(`${folder}/shared/out/new`, `belongs to another user (${NOBODY})`);
      assertEquals(await Array.fromAsync(Deno.readDir(`${folder}/safe`)), []);
    }),
});

Deno.test({
  name: "makeSafeFolder() takes a folder of whoever called sudo, and gives him what it makes (needs root)",
  ...needsRoot,
  fn: () =>
    withFolder(async (folder) => {
      await Deno.chown(folder, NOBODY, NOBODY);
      const rules = { ...ROOTS, trusted: new Set([0, NOBODY]), owner: { uid: NOBODY, gid: NOBODY } };
      await makeSafeFolder(`${folder}/reports/out`, rules);
      const owners = await Promise.all(["reports", "reports/out"].map((at) => Deno.stat(`${folder}/${at}`)));
      assertEquals(owners.map(({ uid, gid }) => [uid, gid]), Array(2).fill([NOBODY, NOBODY]));
    }),
});

Deno.test({
  name:
    "giveTo() gives nothing away but what was made: no link, no other file, none with a second name (needs root)",
  ...needsRoot,
  fn: () =>
    withFolder(async (folder) => {
      const path = `${folder}/made`;
      const victim = `${folder}/victim`;
      await Deno.writeTextFile(victim, "precious");
      await Deno.writeTextFile(path, "");
      const made = await Deno.lstat(path);
      const assertKept = async (): Promise<void> => {
        const refusal = await Promise.resolve().then(() => giveTo(path, made, { uid: NOBODY, gid: NOBODY }))
          .then(() => null, String);
        assertStringIncludes(refusal ?? "given", "is not what was made there any more");
        assertEquals((await Deno.stat(victim)).uid, 0);
      };
      await Deno.rename(path, `${folder}/away`);
      await Deno.symlink(victim, path);
      await assertKept();
      await Deno.remove(path);
      await Deno.link(victim, path);
      await assertKept();
      await Deno.remove(path);
      await Deno.symlink(`${folder}/away`, path);
      await assertKept();
      await Deno.remove(path);
      await Deno.rename(`${folder}/away`, path);
      giveTo(path, made, { uid: NOBODY, gid: NOBODY });
      assertEquals((await Deno.stat(path)).uid, NOBODY);
    }),
});
