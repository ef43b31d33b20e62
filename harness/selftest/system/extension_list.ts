// System extensions, the agent's among them.
import { parseSystemExtensions } from "../../device/pasted/parse_system_extensions.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf } from "../read_output.ts";

export const EXTENSION_LIST: Assumption = {
  id: "extension-list",
  belief: "systemextensionsctl list answers without root, in columns under a heading",
  method: "/usr/bin/systemextensionsctl list",
  source: "Recorded with the agent 101.26062 and 101.26032",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(
    ["/usr/bin/systemextensionsctl", "list"],
    ({ stdout }) => `${parseSystemExtensions(stdout).length} extensions`,
  ),
};
