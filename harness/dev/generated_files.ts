// The files that are made from the source, and the text each must have. Kept in the repository so that people can
// read them without a tool; "deno task generate" writes them.

import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { renderKeyTable } from "../profile/keys/render_key_table.ts";
import { generateRunSchema } from "./generate_run_schema.ts";
import { renderReporters } from "./render_reporters.ts";
import { renderCatalogue } from "./render_catalogue.ts";

/** A file made from the source. */
export interface GeneratedFile {
  /** Path from the root of the repository. */
  readonly path: string;
  /** The formatter's name of the file kind. */
  readonly kind: "md" | "json";
  /** Text before formatting. */
  readonly render: () => string;
}

/** All of them. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: "scenarios/README.md", kind: "md", render: () => renderCatalogue(CATALOGUE) },
  { path: "reports/README.md", kind: "md", render: renderReporters },
  { path: "harness/profile/keys/known_keys.md", kind: "md", render: renderKeyTable },
  { path: "reports/run.schema.json", kind: "json", render: generateRunSchema },
];
