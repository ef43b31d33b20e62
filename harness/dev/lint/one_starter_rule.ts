// "house/one-starter": the product starts programs in one way, with an environment and a folder of its own making.

import { importVisitor } from "./imports.ts";
import { isTest, sourcePath } from "./source_path.ts";

const STARTER = "harness/host/processes/clean_command.ts";
/** Takes the environment from the starter. */
const THROUGH_ZX = "harness/host/processes/zx_workload_runner.ts";
const STARTING_MODULES = /^(?:zx(?:\/|$)|dax$|node:(?:child_process|cluster|worker_threads)$)/;

/** Reports what starts programs beside the one starter; programs of the simulator inherit what they were started with. */
export const oneStarterRule: Deno.lint.Rule = {
  create(context) {
    const path = sourcePath(context.filename);
    if (!path.startsWith("harness/host/") || isTest(path) || path === STARTER) return {};
    const report = (node: Deno.lint.Node, what: string) =>
      context.report({
        node,
        message: `"${what}" starts programs beside the one way of starting`,
        hint: "Use cleanCommand, which passes nothing of the environment on",
      });
    return {
      ...importVisitor(({ node, specifier, typesOnly }) => {
        if (!typesOnly && STARTING_MODULES.test(specifier) && path !== THROUGH_ZX) report(node, specifier);
      }),
      MemberExpression(node) {
        const text = context.sourceCode.getText(node);
        if (/^(?:globalThis\.)?Deno(?:\.Command\b|\[)/.test(text)) report(node, text);
      },
    };
  },
};
