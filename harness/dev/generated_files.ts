// The files that are made from the source, and the text each must have. Kept in the repository so that people can
// read them without a tool; "deno task generate" writes them.

import { CATALOGUE } from "../../scenarios/catalogue.ts";
import { renderKeyTable } from "../profile/keys/render_key_table.ts";
import { generateConfigurationSchema, generateFactSchema, generateRunSchema } from "./generate_schemas.ts";
import { ASSUMPTIONS } from "../selftest/assumptions.ts";
import { renderReporters } from "./render_reporters.ts";
import { renderCatalogue } from "./render_catalogue.ts";
import { renderUntried } from "./render_untried.ts";

/** A file made from the source. */
export interface GeneratedFile {
  /** Path from the root of the repository. */
  readonly path: string;
  /** The formatter's name of the file kind. */
  readonly kind: "md" | "json";
  /** Text before formatting, made from what is there (empty without a file) where only a part is made. */
  readonly render: (present: string) => string;
}

/** All of them. */
export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: "scenarios/README.md", kind: "md", render: () => renderCatalogue(CATALOGUE) },
  { path: "reports/README.md", kind: "md", render: renderReporters },
  { path: "harness/profile/keys/known_keys.md", kind: "md", render: renderKeyTable },
  { path: ".github/FIRST_MAC.md", kind: "md", render: (present) => renderUntried(present, ASSUMPTIONS) },
  {
    path: "README.md",
    kind: "md",
    render: (present) => renderUntried(present, ASSUMPTIONS, { inShort: true }),
  },
  { path: "reports/run.schema.json", kind: "json", render: generateRunSchema },
  { path: "reports/fact.schema.json", kind: "json", render: generateFactSchema },
  { path: "harness/cli/config/bmverify.schema.json", kind: "json", render: generateConfigurationSchema },
];
