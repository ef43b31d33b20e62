import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { readSecret } from "./read_secret.ts";

Deno.test("readSecret() reads a file that only its owner can read, and refuses any other", async () => {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-secret-" });
  const path = `${folder}/credentials`;
  try {
    await Deno.writeTextFile(path, "Authorization: Bearer a\n", { mode: 0o600 });
    assertEquals(await readSecret(path), "Authorization: Bearer a\n");
    for (const mode of [0o640, 0o604, 0o620, 0o602]) {
      await Deno.chmod(path, mode);
      const { code, message } = await assertRejects(() => readSecret(path), HarnessError);
      assertEquals(code, "report/credentials-unusable", mode.toString(8));
      assertMatch(message, /others may/);
    }
    for (const other of [folder, `${folder}/none`, "/dev/null"]) {
      assertEquals(
        (await assertRejects(() => readSecret(other), HarnessError)).code,
        "report/credentials-unusable",
      );
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
