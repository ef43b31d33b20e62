// The folder of the demonstration behind its link.
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const TMP_LINK: Assumption = {
  id: "tmp-link",
  belief: "/tmp is a link to private/tmp",
  method: "/usr/bin/readlink /tmp",
  source: "hier(7) of macOS",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(
    ["/usr/bin/readlink", "/tmp"],
    (output) => textOf(output).trim() === "private/tmp" ? "/tmp leads to /private/tmp" : null,
  ),
};
