import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { GuardedTriggerFiles } from "./guarded_trigger_files.ts";

const files = new GuardedTriggerFiles(Deno.uid());
const NOBODY = 65534;
const needsRoot = { ignore: Deno.uid() !== 0 } as const;

async function withFolder(test: (path: string, folder: string) => Promise<void>): Promise<void> {
  // The temporary folder of macOS lies behind a link; the refusals name what they are of.
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-files-" }));
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
  // Nor is it taken for what a trigger wrote.
  const { regular, ours } = await files.look(path, { content: "", opens: true });
  assertEquals(regular && ours, false);
}

const CONTENT = " \n";
const WRITTEN = { present: true, regular: true, ours: true, asWritten: true } as const;

function look(path: string, opens = true): ReturnType<typeof files.look> {
  return files.look(path, { content: CONTENT, opens });
}

Deno.test("GuardedTriggerFiles sees what a trigger wrote, and has it removed", async () => {
  await withFolder(async (path) => {
    assertEquals(await files.inspect(path), { kind: "absent" });
    assertEquals((await look(path)).present, false);
    await Deno.writeTextFile(path, CONTENT);
    assertEquals([(await files.inspect(path)).kind, await look(path)], ["ours", WRITTEN]);
    await files.remove(path);
    assertEquals(await files.inspect(path), { kind: "absent" });
    await files.remove(path);
  });
});

Deno.test("GuardedTriggerFiles.look() does not take a file that a full disk cut for written", async () => {
  await withFolder(async (path) => {
    for (const text of ["", " ", "xx"]) {
      await Deno.writeTextFile(path, text);
      assertEquals(await look(path), { ...WRITTEN, asWritten: false }, JSON.stringify(text));
    }
    await Deno.writeTextFile(path, " ");
    assertEquals((await look(path, false)).asWritten, false);
  });
});

Deno.test("GuardedTriggerFiles.look() tells what somebody else appended from what is missing", async () => {
  await withFolder(async (path) => {
    await Deno.writeTextFile(path, `${CONTENT}${CONTENT}`);
    assertEquals(await look(path), WRITTEN);
  });
});

Deno.test("GuardedTriggerFiles.look() tells all of one file, and waits for no pipe", async () => {
  await withFolder(async (path, folder) => {
    await Deno.writeTextFile(`${folder}/written`, CONTENT);
    const plants = [
      () => Deno.symlink(`${folder}/written`, path),
      () => Deno.link(`${folder}/written`, path),
      () => Deno.mkdir(path),
      () => new Deno.Command("mkfifo", { args: [path] }).output(),
    ];
    for (const plant of plants) {
      await plant();
      for (const opens of [true, false]) {
        const { present, regular, ours } = await look(path, opens);
        assertEquals([present, regular && ours], [true, false], String(plant));
      }
      await Deno.remove(path);
    }
  });
});

Deno.test("GuardedTriggerFiles.remove() says that its helper was killed", async () => {
  await withFolder(async (path) => {
    await Deno.writeTextFile(path, CONTENT);
    const { Command } = Deno;
    Deno.Command = class extends Command {
      constructor() {
        super("/bin/bash", { args: ["-c", "kill -KILL $$"], stdin: "null", stdout: "null" });
      }
    };
    try {
      const error = await assertRejects(() => files.remove(path), HarnessError);
      assertEquals(error.code, "trigger/helper-killed");
    } finally {
      Deno.Command = Command;
    }
    assertEquals((await files.inspect(path)).kind, "ours");
  });
});

Deno.test("GuardedTriggerFiles refuses a way that others may lead elsewhere", async () => {
  await withFolder(async (path, folder) => {
    await Deno.mkdir(`${folder}/open/inside`, { recursive: true });
    await Deno.chmod(`${folder}/open`, 0o777);
    await assertRefused(`${folder}/open/inside/demo.txt`, "on the way to it");
    await Deno.symlink(`${folder}/open/inside`, `${folder}/short`);
    await assertRefused(`${folder}/short/demo.txt`, "on the way to it");
    await Deno.chmod(`${folder}/open`, 0o755);
    assertEquals(await files.inspect(`${folder}/short/demo.txt`), { kind: "absent" });
    assertEquals(await files.inspect(path), { kind: "absent" });
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

Deno.test("GuardedTriggerFiles refuses a file with several names, and takes away no more than the one here", async () => {
  await withFolder(async (path, folder) => {
    await Deno.writeTextFile(`${folder}/precious`, "precious");
    await Deno.link(`${folder}/precious`, path);
    await assertRefused(path, "2 hard links");
    assertEquals(await files.remove(path), { kind: "removed", otherNames: 1 });
    assertEquals(await files.remove(path), { kind: "absent" });
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
    assertEquals(await files.inspect(path), { kind: "absent" });
  });
});

Deno.test("GuardedTriggerFiles does not take a path that it may not look at for absent", async () => {
  await withFolder(async (path) => {
    await Deno.writeTextFile(path, "a file, no folder");
    const below = `${path}/demo.txt`;
    const state = await files.inspect(below);
    assertEquals(state.kind === "ours", false);
    assertEquals(
      (await assertRejects(() => files.remove(below), HarnessError)).code,
      "trigger/removal-failed",
    );
  });
});
