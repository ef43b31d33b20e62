// Writing a file so that a reader sees the old one or the new one, never half of it.
import { HarnessError } from "../model/harness_error.ts";

/**
 * Writes by renaming a temporary file beside it.
 *
 * @throws HarnessError `output/not-writable`.
 */
export async function writeFileWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.part`;
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(temporary, bytes);
    await Deno.rename(temporary, path);
  } catch (error) {
    throw new HarnessError("output/not-writable", `Cannot write "${path}": ${String(error)}`, {
      hint: "Check the rights and the free space of the output folder",
      cause: error,
    });
  }
}
