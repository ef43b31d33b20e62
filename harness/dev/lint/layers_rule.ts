// "house/layers": a folder imports only what the table in layers.ts grants it.

import { CLOSED_LAYERS, type Layer, layerOf } from "../layers.ts";
import { type ImportSite, importVisitor } from "./imports.ts";
import { importedPath, isTest, sourcePath } from "./source_path.ts";

/** Reports imports across layers that the table does not grant. */
export const layersRule: Deno.lint.Rule = {
  create(context) {
    const from = sourcePath(context.filename);
    return importVisitor((site) => {
      const broken = check(from, site);
      if (broken) context.report({ node: site.node, ...broken });
    });
  },
};

interface Broken {
  readonly message: string;
  readonly hint: string;
}

function check(from: string, site: ImportSite): Broken | null {
  const target = importedPath(from, site.specifier);
  if (target === null) return null;
  const closed = CLOSED_LAYERS.find((path) => target.startsWith(`${path}/`) && !from.startsWith(`${path}/`));
  if (closed) {
    return {
      message: `"${from}" imports "${target}", but nobody imports "${closed}"`,
      hint: `Start it as the separate program it is, through its command line`,
    };
  }
  const layer = layerOf(from);
  if (layer === null || isTest(from)) return null;
  return checkLayer(layer, target, site);
}

function checkLayer(layer: Layer, target: string, site: ImportSite): Broken | null {
  const other = layerOf(target);
  if (other?.path === layer.path) return null;
  if (other === null || !layer.mayImport.includes(other.path)) {
    return {
      message: `Layer "${layer.path}" imports "${other?.path ?? target}"`,
      hint: layer.mayImport.length === 0
        ? `Keep "${layer.path}" free of imports from other folders: move the shared part here, or pass it as a parameter`
        : `Import only from ${
          list(layer.mayImport)
        }; pass the rest as a parameter or through an interface in "harness/ports"`,
    };
  }
  if (layer.typesOnly && !site.typesOnly) {
    return {
      message: `Layer "${layer.path}" imports values from "${other.path}"`,
      hint: `Write "import type", and keep the code of "${layer.path}" its own`,
    };
  }
  return null;
}

function list(paths: readonly string[]): string {
  return paths.map((path) => `"${path}"`).join(", ");
}
