// "house/no-machine-access": only harness/host touches the machine; everything else is handed what it needs.

import { type ImportSite, importVisitor } from "./imports.ts";
import { isTest, sourcePath } from "./source_path.ts";

const EXEMPT_FOLDERS = [
  "harness/host/",
  "harness/simulator/",
  "harness/testing/e2e/",
  "harness/dev/",
  "harness/std/",
];
/** Programs of their own, started by harness/host: the sampler, for one, and its system calls. */
const PROGRAM = /^harness\/cost\/(.*_program|sampling\/calls\/\w+)\.ts$/;

const GLOBALS = new Set([
  "clearInterval",
  "clearTimeout",
  "fetch",
  "queueMicrotask",
  "setImmediate",
  "setInterval",
  "setTimeout",
]);
// Without "process": the word is too good a name for a local variable, and "node:process" is caught as an import.
const OBJECTS = new Set(["Deno", "localStorage", "navigator", "sessionStorage"]);
const CLASSES = new Set(["EventSource", "WebSocket", "Worker"]);
const PACKAGES = /^zx(\/|$)/;
const BUILT_IN =
  /^node:(child_process|cluster|dgram|dns|fs|http|http2|https|net|os|perf_hooks|process|readline|sqlite|timers|tls|tty|worker_threads)(\/|$)/;

/** Reports what reads or changes the machine outside the folders made for it. */
export const machineAccessRule: Deno.lint.Rule = {
  create(context) {
    const path = sourcePath(context.filename);
    if (isExempt(path)) return {};
    const report = (node: Deno.lint.Node, what: string, hint: string) =>
      context.report({ node, message: `"${what}" touches the machine outside "harness/host"`, hint });
    return {
      ...importVisitor((site) => {
        if (isMachineModule(site)) report(site.node, site.specifier, PORT_HINT);
      }),
      MemberExpression(node) {
        const name = rootName(node);
        if (name !== null && OBJECTS.has(name)) report(node, context.sourceCode.getText(node), PORT_HINT);
        else if (isClockRead(node)) report(node, context.sourceCode.getText(node), CLOCK_HINT);
      },
      VariableDeclarator(node) {
        if (node.init?.type === "Identifier" && OBJECTS.has(node.init.name)) {
          report(node, node.init.name, PORT_HINT);
        }
      },
      CallExpression(node) {
        if (node.callee.type === "Identifier" && GLOBALS.has(node.callee.name)) {
          report(node, node.callee.name, node.callee.name === "fetch" ? PORT_HINT : CLOCK_HINT);
        }
      },
      NewExpression(node) {
        if (node.callee.type !== "Identifier") return;
        const { name } = node.callee;
        if (CLASSES.has(name)) report(node, name, PORT_HINT);
        if (name === "Date" && node.arguments.length === 0) report(node, "new Date()", CLOCK_HINT);
      },
    };
  },
};

const PORT_HINT =
  'Take an interface of "harness/ports" as a parameter; its implementation stands in "harness/host"';
const CLOCK_HINT = 'Take a "Clock" of "harness/ports" as a parameter';

function isExempt(path: string): boolean {
  return path === "harness/main.ts" || isTest(path) || PROGRAM.test(path) ||
    EXEMPT_FOLDERS.some((folder) => path.startsWith(folder));
}

function isMachineModule({ specifier, typesOnly }: ImportSite): boolean {
  return !typesOnly && (PACKAGES.test(specifier) || BUILT_IN.test(specifier));
}

/** The global object an access starts from: `Deno` in `Deno.env` and in `globalThis.Deno`. */
function rootName(node: Deno.lint.MemberExpression): string | null {
  if (node.object.type !== "Identifier") return null;
  if (node.object.name !== "globalThis") return node.object.name;
  return node.property.type === "Identifier" ? node.property.name : null;
}

function isClockRead(node: Deno.lint.MemberExpression): boolean {
  return node.object.type === "Identifier" && node.property.type === "Identifier" &&
    ["Date.now", "performance.now"].includes(`${node.object.name}.${node.property.name}`);
}
