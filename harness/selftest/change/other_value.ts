// What the agent says to a change, and whether reading shows it.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { answerTold, askForChange, otherValue } from "./ask_for_change.ts";

export const OTHER_VALUE: Assumption = {
  id: "config-other-value",
  belief:
    "Told to set another value, the agent says that it did, ends with exit code 0, and reading shows it",
  method: "mdatp config behavior-monitoring with the other value; read again, then put back as after a run",
  source: "The vendor's pages; programs of others that compare the text",
  verdictsRestOnIt: false,
  needs: "consent",
  platform: null,
  probe: async (trial) => {
    const asked = await askForChange(trial, otherValue);
    if ("finding" in asked) return asked.finding;
    const { answer, isSeen } = asked;
    if (answer.problem !== null) return untested(answer.problem.message);
    const isAsBelieved = answer.kind === "updated" && answer.exitCode === 0 && isSeen;
    return isAsBelieved ? confirmed(answerTold(asked)) : refuted(answerTold(asked));
  },
};
