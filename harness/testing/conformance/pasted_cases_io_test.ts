// Everything that people have pasted, read in place: `check --from` takes it, or says what to paste instead.
import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { readPasted } from "../../device/pasted/read_pasted.ts";
import { HarnessError } from "../../model/harness_error.ts";

const SHARED = new URL("../../../../shared/", import.meta.url);

/** Folders of outputs that are whole and known: each of them is read. */
const KIND_OF_FOLDER: Readonly<Record<string, string>> = {
  "config-output": "config-answer",
  "exclusion-list": "exclusions",
  "health-details": "health-details",
  "health-json": "health",
  "rtp-statistics-json": "rtp-statistics",
  "threat-list-text": "threats",
  "version": "version",
};

function filesBelow(folder: string): readonly string[] {
  try {
    return [...Deno.readDirSync(new URL(folder, SHARED))].flatMap(({ name, isDirectory }) =>
      isDirectory ? filesBelow(`${folder}${name}/`) : name.endsWith(".txt") ? [`${folder}${name}`] : []
    ).toSorted();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** The kinds that are read from a file, or what its refusal says to do. */
function comesTo(path: string): readonly string[] | string {
  const bytes = Deno.readFileSync(new URL(path, SHARED));
  try {
    return readPasted([{ name: path, bytes }]).answers.map(({ kind }) => kind);
  } catch (error) {
    assert(error instanceof HarnessError, path);
    assert(error.message.includes(path), `${path}: ${error.message}`);
    return error.hint;
  }
}

const paths = ["captures/", "cases/"].flatMap(filesBelow);

Deno.test({
  name: paths.length === 0
    ? "NOT CHECKED, what people pasted is not beside this checkout"
    : "readPasted() reads whatever is an output, and says of the rest what to do instead",
  ignore: paths.length === 0,
  fn: () => {
    for (const path of paths) {
      const kind = KIND_OF_FOLDER[path.split("/")[1] ?? ""];
      const result = comesTo(path);
      if (kind !== undefined) assertEquals([...new Set(result)], [kind], path);
      else assertNotEquals(result.length, 0, path);
    }
  },
});

Deno.test({
  name: "readPasted() sends configuration to the linter",
  ignore: paths.length === 0,
  fn: () => {
    const configuration = paths.filter((path) => /^cases\/(?:0|1|2[^4]|4[1-7])/.test(path));
    for (const path of configuration) {
      const hint = comesTo(path);
      assert(typeof hint === "string" && hint.includes("profile lint"), `${path}: ${hint}`);
    }
  },
});
