import { assertEquals } from "@std/assert";
import { scriptSource, writtenPaths } from "./shell_script.ts";

Deno.test("scriptSource() finds the file that a shell runs", () => {
  assertEquals(scriptSource("bash /private/BM_test.sh"), { kind: "file", paths: ["/private/BM_test.sh"] });
  assertEquals(scriptSource("/bin/zsh -eu -o pipefail BM_test.sh"), { kind: "file", paths: ["BM_test.sh"] });
});

Deno.test("scriptSource() offers every place where a path with blanks may end", () => {
  assertEquals(scriptSource("sh -- /a b/c.sh now"), {
    kind: "file",
    paths: ["/a", "/a b/c.sh", "/a b/c.sh now"],
  });
});

Deno.test("scriptSource() takes the text behind -c", () => {
  assertEquals(scriptSource("/bin/bash -lc echo hi > /tmp/a"), { kind: "text", text: "echo hi > /tmp/a" });
});

Deno.test("scriptSource() passes over other programs and interactive shells", () => {
  for (const args of ["deno run /x.sh", "-zsh", "bash", "sudo bash /x.sh", "bashful /x.sh", ""]) {
    assertEquals(scriptSource(args), null, args);
  }
});

Deno.test("writtenPaths() lists what is written, not what is only named", () => {
  const script = [
    'echo " " >> /d/tmp/a.txt',
    'printf x >"/d/tmp/b c.txt"; cat /d/tmp/read.txt',
    "echo y | tee -a '/d/tmp/e.txt'",
    "rm /d/tmp/gone.txt >/dev/null 2>&1",
    "echo z >>/d/with\\ blank.txt",
    `echo q >> '/d/it'\\''s/'"\\$x.txt"`,
  ].join("\n");
  assertEquals(writtenPaths(script), [
    "/d/tmp/a.txt",
    "/d/tmp/b c.txt",
    "/d/tmp/e.txt",
    "/dev/null",
    "/d/with blank.txt",
    "/d/it's/$x.txt",
  ]);
});

Deno.test("writtenPaths() passes over relative paths and variables", () => {
  assertEquals(writtenPaths('echo x > here.txt\necho y >> "$F"\n'), []);
});
