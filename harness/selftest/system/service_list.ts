// Services of the system.
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const SERVICE_LIST: Assumption = {
  id: "service-list",
  belief: "launchctl list answers with the columns PID, Status, Label",
  method: "/bin/launchctl list",
  source: "launchctl(1)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/bin/launchctl", "list"], (output) => {
    const [head, ...services] = textOf(output).trim().split("\n");
    return /^PID\s+Status\s+Label$/.test(head ?? "") ? `${services.length} services` : null;
  }),
};
