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
      const { source } = node;
      if (source.type === "Literal" && typeof source.value === "string") {
        onImport({ node, specifier: source.value, typesOnly: false });
      }
    },
  };
}
