// What the runtime lets the harness do: each of it is needed by something, and gone where a command gives it up.
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import config from "../../../deno.json" with { type: "json" };
import { MAIN, makeScratch } from "./run_bmverify.ts";

const GIVE_UP = new URL("../../host/system/give_up_rights.ts", import.meta.url).href;
/** As the tasks spell them out. */
const FLAGS =
  (config.tasks.verify.command.match(/--(?:no-prompt|frozen|allow-\S+)/g) ?? []) as readonly string[];

async function runWith(
  flags: readonly string[],
  program: string,
  words: readonly string[],
): Promise<{ readonly code: number; readonly said: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...flags, program, ...words],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, said: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("a verification needs every right that the harness is started with", async () => {
  await using scratch = await makeScratch();
  const words = ["verify", "--device", "simulated:not-onboarded", "--yes", "--quiet", ...scratch.options];
  assertEquals((await runWith(FLAGS, MAIN, words)).code, 3);
  const allowing = FLAGS.filter((flag) => flag.startsWith("--allow-"));
  assertEquals(allowing.length, 5);
  for (const flag of allowing) {
    const { code, said } = await runWith(FLAGS.filter((one) => one !== flag), MAIN, words);
    assertNotEquals(code, 3, `${flag}: ${said}`);
    assertNotEquals(code, 0, `${flag}: ${said}`);
  }
});

Deno.test("commands on what is stored work without the right to start programs, and to write where they only read", async () => {
  await using scratch = await makeScratch();
  const flags = FLAGS.filter((flag) => !/^--allow-(?:run|write)/.test(flag));
  const profile = `${scratch.folder}/com.microsoft.wdav.plist`;
  const generate = [
    "profile",
    "generate",
    "--for",
    "jamf",
    "--organization",
    "X",
    "--identifier",
    "com.example.a",
  ];
  const { code, said } = await runWith(flags, MAIN, generate);
  assertEquals(code, 0, said);
  await Deno.writeTextFile(profile, said);
  for (const words of [["profile", "lint", profile], ["scenarios", "list"], ["config", "show"]]) {
    assertEquals((await runWith(flags, MAIN, words)).code, 0, words.join(" "));
  }
  // One that writes needs the right, and no other.
  const writing = [...generate, "--out", scratch.out];
  assertNotEquals((await runWith(flags, MAIN, writing)).code, 0);
  assertEquals((await runWith([...flags, "--allow-write"], MAIN, writing)).code, 0);
});

Deno.test("giveUpRights() leaves nothing of a right, whoever asks for it", async () => {
  const program = `data:application/typescript,${
    encodeURIComponent(`
    import { giveUpRights } from ${JSON.stringify(GIVE_UP)};
    giveUpRights(["write", "run", "env", "sys"]);
    const tries = {
      write: () => Deno.writeTextFileSync("/tmp/bmverify-rights", ""),
      remove: () => Deno.removeSync("/tmp/bmverify-rights"),
      run: () => new Deno.Command("/bin/sh").outputSync(),
      env: () => Deno.env.get("HOME"),
      set: () => Deno.env.set("HOME", "/"),
      sys: () => Deno.hostname(),
      net: () => Deno.listen({ port: 0 }),
      ffi: () => Deno.dlopen("libc.so.6", {}),
    };
    for (const [name, attempt] of Object.entries(tries)) {
      try { attempt(); console.log(name); } catch (error) { if (error.name !== "NotCapable") console.log(name, error); }
    }
    console.log("end");`)
  }`;
  const { code, said } = await runWith(FLAGS.filter((flag) => flag !== "--frozen"), program, []);
  assertEquals([code, said], [0, "end\n"]);
  assert(!FLAGS.some((flag) => /^--allow-(?:net|ffi|all|import)/.test(flag)));
});
