// Calls back for each import of a file, whatever its form: static, re-export, dynamic.

/** One import as a rule sees it. */
export interface ImportSite {
  readonly node: Deno.lint.Node;
  readonly specifier: string;
  /** Set when nothing of the module runs or is reached at run time. */
  readonly typesOnly: boolean;
}

/** A visitor that reports every import to `onImport`. */
export function importVisitor(onImport: (site: ImportSite) => void): Deno.lint.LintVisitor {
  return {
    ImportDeclaration(node) {
      const typesOnly = node.importKind === "type" ||
        (node.specifiers.length > 0 &&
          node.specifiers.every((part) => part.type === "ImportSpecifier" && part.importKind === "type"));
      onImport({ node, specifier: node.source.value, typesOnly });
    },
    ExportAllDeclaration(node) {
      onImport({ node, specifier: node.source.value, typesOnly: node.exportKind === "type" });
    },
    ExportNamedDeclaration(node) {
      if (node.source) {
        onImport({ node, specifier: node.source.value, typesOnly: node.exportKind === "type" });
      }
    },
    ImportExpression(node) {
      const specifier = specifierOf(node);
      if (specifier !== null) onImport({ node, specifier, typesOnly: false });
    },
  };
}

/** What an import at run time names, written out or by `import.meta.resolve("…")`; null for every other form. */
export function specifierOf({ source }: Deno.lint.ImportExpression): string | null {
  return textOf(source) ?? resolvedText(source);
}

/** The word in `import.meta.resolve("…")`; null for every other form. */
export function resolvedText(node: Deno.lint.Node): string | null {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return null;
  const { object, property } = node.callee;
  const resolves = object.type === "MetaProperty" && property.type === "Identifier" &&
    property.name === "resolve";
  const [word] = node.arguments;
  return resolves && word !== undefined ? textOf(word) : null;
}

function textOf(node: Deno.lint.Node): string | null {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : null;
}
