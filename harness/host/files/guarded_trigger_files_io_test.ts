import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { GuardedTriggerFiles } from "./guarded_trigger_files.ts";

const files = new GuardedTriggerFiles(Deno.uid());
const NOBODY = 65534;
const needsRoot = { ignore: Deno.uid() !== 0 } as const;

async function withFolder(test: (path: string, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-files-" });
  try {
    await test(`${folder}/demo.txt`, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Refused by every way in, and what lies there is as it was. */
async function assertRefused(path: string, why: string): Promise<void> {
  const state = await files.inspect(path);
  assertEquals(state.kind, "unsafe");
  assertStringIncludes("why" in state ? state.why : "", why);
  const error = await assertRejects(() => files.create(path), HarnessError);
  assertEquals(error.code, "trigger/path-unsafe");
  assertStringIncludes(error.message, why);
}

Deno.test("GuardedTriggerFiles creates an empty file of its own, sees it, and removes it", async () => {
  await withFolder(async (path) => {
    assertEquals(await files.inspect(path), { kind: "absent" });
    await files.create(path);
    const { size, mode } = await Deno.lstat(path);
    assertEquals([size, (mode ?? 0) & 0o777], [0, 0o600]);
    assertEquals([(await files.inspect(path)).kind, await files.exists(path)], ["ours", true]);
    await files.remove(path);
    assertEquals([(await files.inspect(path)).kind, await files.exists(path)], ["absent", false]);
    await files.remove(path);
  });
});

Deno.test("GuardedTriggerFiles replaces what an earlier demonstration of ours left", async () => {
  await withFolder(async (path) => {
    await Deno.writeTextFile(path, " \n \n");
    await files.create(path);
    assertEquals((await Deno.lstat(path)).size, 0);
  });
});

Deno.test("GuardedTriggerFiles refuses a symbolic link, dangling or not, and leaves its target alone", async () => {
  await withFolder(async (path, folder) => {
    const target = `${folder}/precious`;
    await Deno.writeTextFile(target, "precious");
    await Deno.symlink(target, path);
    await assertRefused(path, "symbolic link");
    await files.remove(path);
    assertEquals([await Deno.readTextFile(target), (await Deno.lstat(path)).isSymlink], ["precious", true]);
    await Deno.remove(path);
    await Deno.symlink(`${folder}/absent`, path);
    await assertRefused(path, "symbolic link");
    assert(await Deno.stat(`${folder}/absent`).then(() => false, () => true));
  });
});

Deno.test("GuardedTriggerFiles refuses a directory and a named pipe", async () => {
  await withFolder(async (path) => {
    await Deno.mkdir(path);
    await assertRefused(path, "directory");
    await Deno.remove(path);
    await new Deno.Command("mkfifo", { args: [path] }).output();
    await assertRefused(path, "not a regular file");
    await files.remove(path);
    assert(await Deno.lstat(path).then(() => true));
  });
});

Deno.test("GuardedTriggerFiles refuses a file with several links, and leaves it", async () => {
  await withFolder(async (path, folder) => {
    await Deno.writeTextFile(`${folder}/precious`, "precious");
    await Deno.link(`${folder}/precious`, path);
    await assertRefused(path, "2 hard links");
    await files.remove(path);
    assertEquals(await Deno.readTextFile(`${folder}/precious`), "precious");
  });
});

Deno.test({
  name: "GuardedTriggerFiles refuses a file that belongs to somebody else, and leaves it (needs root)",
  ...needsRoot,
  fn: () =>
    withFolder(async (path) => {
      await Deno.writeTextFile(path, "theirs");
      await Deno.chown(path, NOBODY, NOBODY);
      await assertRefused(path, `another user (${NOBODY})`);
      await files.remove(path);
      assertEquals(await Deno.readTextFile(path), "theirs");
    }),
});

Deno.test({
  name: "GuardedTriggerFiles refuses a folder that belongs to somebody else (needs root)",
  ...needsRoot,
  fn: () =>
    withFolder(async (path, folder) => {
      await Deno.chown(folder, NOBODY, NOBODY);
      await assertRefused(path, "its folder belongs to another user");
    }),
});

Deno.test("GuardedTriggerFiles refuses a folder in which everybody may replace files", async () => {
  await withFolder(async (path, folder) => {
    await Deno.chmod(folder, 0o777);
    await assertRefused(path, "no sticky bit");
    await Deno.chmod(folder, 0o1777);
    await files.create(path);
    assertEquals((await files.inspect(path)).kind, "ours");
  });
});

Deno.test("GuardedTriggerFiles opens nothing that is planted between the look and the creation", async () => {
  await withFolder(async (path, folder) => {
    const target = `${folder}/elsewhere`;
    const open = Deno.open;
    for (const plant of [() => Deno.symlink(target, path), () => Deno.writeTextFile(path, "theirs")]) {
      Deno.open = async (...args) => {
        await plant();
        return await open(...args);
      };
      try {
        const error = await assertRejects(() => files.create(path), HarnessError);
        assertEquals(error.code, "trigger/path-unsafe");
      } finally {
        Deno.open = open;
      }
      assert(await Deno.lstat(target).then(() => false, () => true));
      await Deno.remove(path);
    }
  });
});

Deno.test("GuardedTriggerFiles does not take a path that it may not look at for absent", async () => {
  await withFolder(async (path) => {
    await Deno.writeTextFile(path, "a file, no folder");
    const below = `${path}/demo.txt`;
    const state = await files.inspect(below);
    assertEquals(state.kind === "ours", false);
    assertEquals((await assertRejects(() => files.create(below), HarnessError)).code, "trigger/path-unsafe");
    assertEquals(
      (await assertRejects(() => files.remove(below), HarnessError)).code,
      "trigger/removal-failed",
    );
  });
});
