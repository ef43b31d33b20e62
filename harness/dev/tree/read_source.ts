// Reads from a source file what it exports and what it takes from which other file of ours, types included. The linter's
// own parser does the reading; the runtime lends it to tests only, so what needs it is a test.

import { importVisitor, resolvedText, specifierOf } from "../lint/imports.ts";
import { importedPath } from "../lint/source_path.ts";

/** What a file takes from another. */
interface Use {
  /** Path of the other file, from the root of the repository. */
  readonly path: string;
  /** Names as the other file exports them; null where it cannot be told, which stands for all. */
  readonly names: readonly string[] | null;
}

/** A source file as its neighbours see it. */
export interface Source {
  readonly path: string;
  readonly uses: readonly Use[];
  /** Files of ours and names of packages that are loaded together with it: neither types nor late imports. */
  readonly loads: readonly string[];
  /**
   * Without what the file itself refers to: a type belongs to a signature and a caller may want to name it, and a value
   * that the file needs is exported for its tests.
   */
  readonly exports: readonly string[];
}

/** Reads one file; its uses are of files of ours alone. Throws with the parser's words on what is no TypeScript. */
export function readSource(path: string, text: string): Source {
  const uses: Use[] = [];
  const exports: string[] = [];
  const handedOn: string[] = [];
  const mentions = new Map<string, number>();
  const use = (specifier: string, names: readonly string[] | null) => {
    const target = importedPath(path, specifier);
    if (target !== null) uses.push({ path: target, names });
  };
  const visitor: Deno.lint.LintVisitor = {
    ImportDeclaration({ source, specifiers }) {
      const names = specifiers.map((one) => {
        if (one.type === "ImportSpecifier") return nameOf(one.imported);
        return one.type === "ImportDefaultSpecifier" ? "default" : null;
      });
      use(source.value, names.every((name) => name !== null) ? names : null);
    },
    ImportExpression(node) {
      const specifier = specifierOf(node);
      if (specifier !== null) use(specifier, namesTaken(node));
    },
    ExportAllDeclaration({ source }) {
      use(source.value, null);
    },
    ExportDefaultDeclaration() {
      exports.push("default");
    },
    ExportNamedDeclaration({ declaration, source, specifiers }) {
      (source ? handedOn : exports).push(...specifiers.map(({ exported }) => nameOf(exported)));
      if (source) use(source.value, specifiers.map(({ local }) => nameOf(local)));
      if (declaration) exports.push(...declaredNames(declaration));
    },
    Identifier({ name }) {
      mentions.set(name, (mentions.get(name) ?? 0) + 1);
    },
  };
  const loads: string[] = [];
  const loadVisitor = importVisitor(({ node, specifier, typesOnly }) => {
    const isLate = node.type === "ImportExpression" && resolvedText(node.source) !== null;
    if (!typesOnly && !isLate) loads.push(importedPath(path, specifier) ?? specifier);
  });
  const rules = { read: { create: () => visitor }, load: { create: () => loadVisitor } };
  Deno.lint.runPlugin({ name: "tree", rules }, path, text);
  // Once is its declaration.
  const isReferredTo = (name: string) => (mentions.get(name) ?? 0) > 1;
  const own = exports.filter((name) => !isReferredTo(name));
  return { path, uses, loads, exports: [...new Set([...own, ...handedOn])] };
}

function nameOf(node: Deno.lint.Node): string {
  return node.type === "Identifier" ? node.name : "default";
}

/** Names of `const { a, b: c } = await import("…")`, with or without a type after it; null for every other form. */
function namesTaken({ parent }: Deno.lint.ImportExpression): readonly string[] | null {
  if (parent.type !== "AwaitExpression") return null;
  const declarator = parent.parent.type === "TSAsExpression" ? parent.parent.parent : parent.parent;
  if (declarator.type !== "VariableDeclarator" || declarator.id.type !== "ObjectPattern") return null;
  return declarator.id.properties.flatMap((one) => one.type === "Property" ? [nameOf(one.key)] : []);
}

function declaredNames(node: Deno.lint.Node): readonly string[] {
  switch (node.type) {
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id }) => id.type === "Identifier" ? [id.name] : []);
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSDeclareFunction":
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return node.id ? [nameOf(node.id)] : [];
    default:
      return [];
  }
}
