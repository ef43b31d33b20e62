// The shell of the demonstration.
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const MAC_BASH: Assumption = {
  id: "mac-bash",
  belief: "/bin/bash is version 3.2",
  method: "/bin/bash --version",
  source: "Apple ships the last version under its old licence",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(
    ["/bin/bash", "--version"],
    (output) => /version 3\.2\.\S+/.exec(textOf(output))?.[0] ?? null,
  ),
};
