import { assertEquals } from "@std/assert";
import { temporaryFolder } from "./temporary_folder.ts";

const ROOT = 0;
const NOBODY = 65534;

Deno.test("temporaryFolder() is what TMPDIR names, but for root only where nobody else can replace what is in it", async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-temporary-" }));
  try {
    const owner = Deno.uid() ?? ROOT;
    const place = (named: string, trusted: readonly number[] | null) =>
      temporaryFolder({ named, trusted: trusted === null ? null : new Set(trusted) });
    assertEquals(place(folder, null), folder);
    assertEquals(place(folder, [ROOT, owner]), folder);
    // For whoever trusts neither root nor the one who made it, it is another user's.
    assertEquals(place(folder, [NOBODY]), "/tmp");
    assertEquals(place(`${folder}/gone`, [ROOT, owner]), "/tmp");
    await Deno.chmod(folder, 0o777);
    assertEquals(place(folder, [ROOT, owner]), "/tmp");
    for (const named of ["", "relative"]) assertEquals(place(named, null), "/tmp");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
