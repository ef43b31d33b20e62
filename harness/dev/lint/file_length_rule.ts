// "house/file-length": a file stays small enough to be read in one go.

import { isTest, sourcePath } from "./source_path.ts";

const MAX_LINES = 250;
const MAX_TEST_LINES = 400;

/** Reports files that are too long. */
export const fileLengthRule: Deno.lint.Rule = {
  create(context) {
    const path = sourcePath(context.filename);
    return {
      Program() {
        const { text } = context.sourceCode;
        const lines = text.replace(/\n$/, "").split("\n").length;
        const limit = isTest(path) ? MAX_TEST_LINES : MAX_LINES;
        if (lines <= limit) return;
        context.report({
          range: [0, Math.min(text.length, 1)],
          message: `File has ${lines} lines, at most ${limit} are allowed`,
          hint: "Move one of its jobs to a file of its own, named after what that file exports",
        });
      },
    };
  },
};
