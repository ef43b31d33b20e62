// "house/late-import": what is loaded late is really loaded late. The runtime reads every import that is written out before
// the first line runs, whether it is ever reached or not, at about a third of a millisecond a module and with all
// packages; one whose name is made at run time it cannot see. The type after it is then what the compiler goes by.

import { resolvedText } from "./imports.ts";
import { isTest, sourcePath } from "./source_path.ts";

const PRODUCT = /^(?:harness\/(?!dev\/|testing\/|simulator\/)|reports\/|scenarios\/)/;

/** Reports imports at run time that are loaded at the start, and those whose type is another module's. */
export const lateImportRule: Deno.lint.Rule = {
  create(context) {
    const path = sourcePath(context.filename);
    if (!PRODUCT.test(path) || isTest(path)) return {};
    return {
      ImportExpression(node) {
        const specifier = resolvedText(node.source);
        if (specifier === null) {
          return context.report({
            node,
            message: "An import at run time is loaded at the start all the same",
            hint: 'Write import(import.meta.resolve("…")) as typeof import("…")',
          });
        }
        const outer = node.parent.type === "AwaitExpression" ? node.parent.parent : node.parent;
        if (outer.type === "TSAsExpression") {
          const type = context.sourceCode.getText(outer.typeAnnotation).replace(
            /^Promise<\s*([^]*?),?\s*>$/,
            "$1",
          );
          if (type === `typeof import(${JSON.stringify(specifier)})`) return;
        }
        context.report({
          node,
          message: `The type of a late import is not that of "${specifier}"`,
          hint: `Write as typeof import("${specifier}") after it`,
        });
      },
    };
  },
};
