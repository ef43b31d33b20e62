// "house/no-vague-file-name": a file is named after what it exports, not after the drawer it is.

import { sourcePath } from "./source_path.ts";

const VAGUE = new Set([
  "base",
  "common",
  "constants",
  "core",
  "helper",
  "helpers",
  "index",
  "lib",
  "manager",
  "misc",
  "shared",
  "type",
  "types",
  "util",
  "utilities",
  "utils",
]);

/** Reports names that say nothing, and names that are not in snake_case. */
export const fileNameRule: Deno.lint.Rule = {
  create(context) {
    const name = sourcePath(context.filename).split("/").at(-1) ?? "";
    const stem = name.replace(/\.tsx?$/, "").replace(/(_io)?_(test|bench)$/, "");
    return {
      Program(node) {
        const vague = stem.split(/[_.-]/).at(-1) ?? "";
        if (VAGUE.has(vague)) {
          context.report({
            node,
            message: `File name "${name}" is vague: "${vague}" says nothing about its job`,
            hint: "Name the file after its main export, in snake_case",
          });
        } else if (!/^[a-z0-9]+(_[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(stem)) {
          context.report({
            node,
            message: `File name "${name}" is not in snake_case`,
            hint: `Rename the file to "${snakeCase(stem)}"`,
          });
        }
      },
    };
  },
};

function snakeCase(stem: string): string {
  return stem.replace(/([a-z0-9])([A-Z])/g, "$1_$2").replaceAll("-", "_").toLowerCase();
}
