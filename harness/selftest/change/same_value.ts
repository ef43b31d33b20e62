// What the agent says to a change that changes nothing.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { answerTold, askForChange } from "./ask_for_change.ts";

export const SAME_VALUE: Assumption = {
  id: "config-same-value",
  belief:
    "Told to set the value that is set, the agent says that it is the same, and ends with another exit code than 0",
  method: "mdatp config behavior-monitoring with the value that reading shows; read again",
  source: "A demonstration of the vendor expects it; recorded text, no recorded exit code",
  verdictsRestOnIt: false,
  needs: "consent",
  platform: null,
  probe: async (trial) => {
    const asked = await askForChange(trial, (present) => present);
    if ("finding" in asked) return asked.finding;
    const { answer, isSeen } = asked;
    if (answer.problem !== null) return untested(answer.problem.message);
    const isAsBelieved = answer.kind === "unchanged" && answer.exitCode !== 0 && isSeen;
    return isAsBelieved ? confirmed(answerTold(asked)) : refuted(answerTold(asked));
  },
};
