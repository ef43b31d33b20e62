import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { SafeWriter } from "./safe_writer.ts";

const NOBODY = 65534;

async function withFolder(test: (folder: string, victim: string) => Promise<void>): Promise<void> {
  const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-writer-" }));
  try {
    await Deno.mkdir(`${root}/bundle`);
    await Deno.mkdir(`${root}/elsewhere`);
    await Deno.writeTextFile(`${root}/elsewhere/profile`, "precious");
    await test(`${root}/bundle`, `${root}/elsewhere/profile`);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

function namesIn(folder: string): Promise<string[]> {
  return Array.fromAsync(Deno.readDir(folder), ({ name }) => name).then((names) => names.sort());
}

async function refused(action: () => Promise<unknown>): Promise<void> {
  assertEquals((await assertRejects(action, HarnessError)).code, "output/not-writable");
}

Deno.test("SafeWriter writes whole files and folders on the way, for their owner only, and leaves nothing beside", async () => {
  await withFolder(async (folder) => {
    const writer = new SafeWriter(folder);
    await writer.write("a/b/file", "first");
    await writer.write("a/b/file", new TextEncoder().encode("second"));
    await writer.write(
      "pieces",
      (async function* () {
        yield "one ";
        yield await Promise.resolve("two");
      })(),
    );
    assertEquals(await Deno.readTextFile(`${folder}/a/b/file`), "second");
    assertEquals(await Deno.readTextFile(`${folder}/pieces`), "one two");
    const modes = await Promise.all(["a", "a/b", "a/b/file"].map((path) => Deno.stat(`${folder}/${path}`)));
    assertEquals(modes.map(({ mode }) => (mode ?? 0) & 0o777), [0o700, 0o700, 0o600]);
    assertEquals([await namesIn(folder), await namesIn(`${folder}/a/b`)], [["a", "pieces"], ["file"]]);
  });
});

Deno.test("SafeWriter follows no link that was planted: not at the name, not at a temporary name, not on the way", async () => {
  await withFolder(async (folder, victim) => {
    const writer = new SafeWriter(folder);
    for (const name of ["results.tap", "results.tap.part", ".results.tap.part"]) {
      await Deno.symlink(victim, `${folder}/${name}`);
    }
    await Deno.symlink("../elsewhere", `${folder}/evidence`);
    await writer.write("results.tap", "report");
    await refused(() => writer.write("evidence/profile", "report"));
    await refused(() => writer.write("evidence/new", "report"));
    await refused(() => writer.create("evidence/new"));
    assertEquals([await Deno.readTextFile(victim), await namesIn(`${folder}/../elsewhere`)], ["precious", [
      "profile",
    ]]);
    assertEquals((await Deno.lstat(`${folder}/results.tap`)).isFile, true);
  });
});

Deno.test("SafeWriter creates what grows exclusively: no link, file, pipe or dangling link bears its name", async () => {
  await withFolder(async (folder, victim) => {
    const writer = new SafeWriter(folder);
    await Deno.symlink(victim, `${folder}/link`);
    await Deno.symlink(`${folder}/../elsewhere/new`, `${folder}/dangling`);
    await Deno.link(victim, `${folder}/second-name`);
    await new Deno.Command("mkfifo", { args: [`${folder}/pipe`] }).output();
    for (const name of ["link", "dangling", "second-name", "pipe"]) await refused(() => writer.create(name));
    await writer.write("second-name", "a file of its own");
    await writer.write("pipe", "a file");
    assertEquals([await Deno.readTextFile(victim), await namesIn(`${folder}/../elsewhere`)], ["precious", [
      "profile",
    ]]);
  });
});

Deno.test("SafeWriter writes nothing outside its folder, whatever the path says", async () => {
  await withFolder(async (folder) => {
    const writer = new SafeWriter(folder);
    for (const path of ["../elsewhere/profile", "a/../../x", "/etc/x"]) {
      await refused(() => writer.write(path, "x"));
    }
    assertEquals(await namesIn(folder), []);
  });
});

Deno.test("SafeWriter leaves the file as it was, and nothing beside it, when what is written ends early", async () => {
  await withFolder(async (folder) => {
    const writer = new SafeWriter(folder);
    await writer.write("file", "before");
    await refused(() =>
      writer.write(
        "file",
        (async function* () {
          yield await Promise.resolve("half");
          throw new Error("the disk is full");
        })(),
      )
    );
    assertEquals([await Deno.readTextFile(`${folder}/file`), await namesIn(folder)], ["before", ["file"]]);
  });
});

Deno.test({
  name: "SafeWriter gives what it makes to the owner that it is told, and nothing else (needs root)",
  ignore: Deno.uid() !== 0,
  fn: () =>
    withFolder(async (folder, victim) => {
      const writer = new SafeWriter(folder, { uid: NOBODY, gid: NOBODY });
      await Deno.symlink(victim, `${folder}/report`);
      await Deno.link(victim, `${folder}/page`);
      await writer.write("a/file", "x");
      await writer.write("report", "x");
      await writer.write("page", "x");
      (await writer.create("events")).close();
      const owners = await Promise.all(
        ["a", "a/file", "report", "page", "events"].map(async (path) =>
          (await Deno.lstat(`${folder}/${path}`)).uid
        ),
      );
      assertEquals([owners, (await Deno.stat(victim)).uid], [Array(5).fill(NOBODY), 0]);
    }),
});
