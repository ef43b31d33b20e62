// The house rules as a lint plugin, named in deno.json. Each rule stands in a file of its own in lint/; what the
// linter ships already is switched on in deno.json, not written again here.

import { errorMessageRule } from "./lint/error_message_rule.ts";
import { fileLengthRule } from "./lint/file_length_rule.ts";
import { fileNameRule } from "./lint/file_name_rule.ts";
import { lateImportRule } from "./lint/late_import_rule.ts";
import { layersRule } from "./lint/layers_rule.ts";
import { machineAccessRule } from "./lint/machine_access_rule.ts";
import { oneStarterRule } from "./lint/one_starter_rule.ts";
import { oneWriterRule } from "./lint/one_writer_rule.ts";
import { sharedProcessRule } from "./lint/shared_process_rule.ts";

/** The plugin; its rules show as `house/…`. */
export const lintPlugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "error-message": errorMessageRule,
    "file-length": fileLengthRule,
    "late-import": lateImportRule,
    "layers": layersRule,
    "no-machine-access": machineAccessRule,
    "no-shared-process": sharedProcessRule,
    "no-vague-file-name": fileNameRule,
    "one-starter": oneStarterRule,
    "one-writer": oneWriterRule,
  },
};

// The linter takes a plugin from the default export only.
export default lintPlugin;
