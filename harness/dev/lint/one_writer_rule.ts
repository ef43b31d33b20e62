// "house/one-writer": the product writes files in one way, which follows no link and leaves no half of a file.

import { isTest, sourcePath } from "./source_path.ts";

/** Where files are made in another way, each for a reason that stands there. */
const MAKERS: ReadonlySet<string> = new Set([
  "harness/host/files/safe_writer.ts",
  // A file of the runner's, which has to be there already.
  "harness/host/bundle/disk_bundle_files.ts",
  // A link, which is renamed like any file.
  "harness/host/bundle/point_to.ts",
  // A bundle on its way out.
  "harness/host/bundle/remove_bundle.ts",
  // Out of the way, below a folder that nobody else can write in.
  "harness/host/history/disk_histories.ts",
  // Below a folder that nobody else can write in.
  "harness/host/state/device_lock.ts",
  "harness/host/state/journal_file.ts",
]);
const TRIALS = "harness/host/trials/";
const WRITERS = /^(?:writeFile|writeTextFile|create|copyFile|rename|symlink|link|truncate)(?:Sync)?$/;
const WRITING_OPTION = /^(?:create|createNew|write|append|truncate)$/;

/** Reports what writes beside the one writer. */
export const oneWriterRule: Deno.lint.Rule = {
  create(context) {
    const path = sourcePath(context.filename);
    const isBound = path.startsWith("harness/host/") && !path.startsWith(TRIALS) && !isTest(path) &&
      !MAKERS.has(path);
    if (!isBound) return {};
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return;
        if (callee.object.name !== "Deno" || callee.property.type !== "Identifier") return;
        const { name } = callee.property;
        const writes = WRITERS.test(name) ||
          (/^open(?:Sync)?$/.test(name) && node.arguments.some(asksToWrite));
        if (!writes) return;
        context.report({
          node,
          message: `"Deno.${name}" writes a file beside the one way of writing`,
          hint: "Use SafeWriter, below a folder of makeSafeFolder",
        });
      },
    };
  },
};

function asksToWrite(argument: Deno.lint.Node): boolean {
  return argument.type === "ObjectExpression" &&
    argument.properties.some((property) =>
      property.type === "Property" && property.key.type === "Identifier" &&
      WRITING_OPTION.test(property.key.name)
    );
}
