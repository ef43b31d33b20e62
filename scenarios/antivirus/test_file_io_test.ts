import { assert, assertEquals } from "@std/assert";
import { testFile } from "./test_file.scenario.ts";

/** SHA-256 of the standard test file, as its publisher and every catalogue of samples give it. */
const PUBLISHED_SHA256 = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";
const ROOT = new URL("../../", import.meta.url);

/** What the script would write, taken from a pipe: no file ever holds it, so no agent raises an alert. */
async function putTogether(): Promise<Uint8Array<ArrayBuffer>> {
  const [line = ""] = testFile.trigger.processes[0].lines;
  const { success, stdout } = await new Deno.Command("bash", { args: ["-c", line.replace(/ > .*$/, "")] })
    .output();
  assert(success);
  return stdout;
}

Deno.test("antivirus.test-file puts together exactly the standard test file", async () => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await putTogether()));
  assertEquals(digest.toHex(), PUBLISHED_SHA256);
});

Deno.test("no file of the repository holds the standard test file whole", async () => {
  const whole = new TextDecoder().decode(await putTogether());
  assertEquals(whole.length, 68);
  let files = 0;
  for await (const file of filesBelow(ROOT)) {
    files++;
    assert(!(await Deno.readTextFile(file)).includes(whole), `${file.pathname} holds the test file whole`);
  }
  assert(files > 50, `only ${files} files seen`);
});

/** All files but those of git and of runs, links not followed. */
async function* filesBelow(folder: URL): AsyncGenerator<URL> {
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = new URL(`${encodeURIComponent(name)}${isDirectory ? "/" : ""}`, folder);
    if (isFile) yield path;
    if (isDirectory && ![".git", "node_modules", "out"].includes(name)) yield* filesBelow(path);
  }
}
