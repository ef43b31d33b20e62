// Writing a file so that a reader sees the old one or the new one, never half of it.
import { HarnessError } from "../../model/harness_error.ts";
import { writeAll } from "./write_all.ts";

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
    throw notWritable(path, error);
  }
}

/**
 * Writes a text that comes in pieces, by renaming as well.
 *
 * @throws HarnessError `output/not-writable`.
 */
export async function writePiecesWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const temporary = `${path}.part`;
  try {
    {
      using file = await Deno.open(temporary, { create: true, write: true, truncate: true });
      const encoder = new TextEncoder();
      for await (const piece of pieces) await writeAll(file, encoder.encode(piece));
    }
    await Deno.rename(temporary, path);
  } catch (error) {
    throw notWritable(path, error);
  }
}

function notWritable(path: string, cause: unknown): HarnessError {
  return new HarnessError("output/not-writable", `Cannot write "${path}": ${String(cause)}`, {
    hint: "Check the rights and the free space of the output folder",
    cause,
  });
}
