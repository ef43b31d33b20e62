// What the runtime really loads for a command, its own count: without it nothing holds the limits of tree_io_test.ts, which
// are read off the sources, to the truth. Programs of a simulated device count for themselves.
import { assert, assertEquals } from "@std/assert";
import { runBmverify } from "./run_bmverify.ts";

const COMMANDS: readonly { readonly words: readonly string[]; readonly most: number }[] = [
  { words: ["--version"], most: 2 },
  { words: ["--help"], most: 60 },
  { words: ["completions", "bash"], most: 125 },
  { words: ["check", "--device", "simulated:healthy-ga"], most: 300 },
];

for (const { words, most } of COMMANDS) {
  Deno.test(`bmverify ${words.join(" ")} loads ${most} modules at most, packages included`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const { code, stderr } = await runBmverify(words, { DENO_COVERAGE_DIR: folder });
      assertEquals(code, 0, stderr);
      const loaded = await Array.fromAsync(Deno.readDir(folder));
      assert(loaded.length > 0 && loaded.length <= most, `${loaded.length} modules`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
