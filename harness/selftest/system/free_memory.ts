// Memory that can be given out at once.
import { parseFreeBytes } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const FREE_MEMORY: Assumption = {
  id: "free-memory",
  belief: "vm_stat gives its page size and the free pages",
  method: "/usr/bin/vm_stat",
  source: "vm_stat(1)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/vm_stat"], (output) => {
    const value = parseFreeBytes(textOf(output));
    return value === null ? null : `${value} bytes`;
  }),
};
