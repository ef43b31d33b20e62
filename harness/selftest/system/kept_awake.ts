// Keeping the machine awake.
import type { Assumption } from "../assumption.ts";
import { answerOf } from "../read_output.ts";

export const KEPT_AWAKE: Assumption = {
  id: "kept-awake",
  belief: "caffeinate keeps the machine awake as long as a command runs, and ends with it",
  method: "/usr/bin/caffeinate -i /usr/bin/true",
  source: "caffeinate(8)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/caffeinate", "-i", "/usr/bin/true"], () => "It ran the command and ended"),
};
