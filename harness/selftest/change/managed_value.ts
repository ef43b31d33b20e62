// What the agent says to a change that a profile forbids.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { answerTold, askForChange, otherValue } from "./ask_for_change.ts";

export const MANAGED_VALUE: Assumption = {
  id: "config-managed-value",
  belief:
    "Told to set another value than that of a profile, the agent ends with another exit code than 0, and changes nothing",
  method: "mdatp config behavior-monitoring with the other value, where a profile manages it; read again",
  source: "The vendor's pages say that a profile wins; no refusal is public",
  verdictsRestOnIt: false,
  needs: "consent",
  platform: null,
  probe: async (trial) => {
    const asked = await askForChange(trial, otherValue, "profile");
    if ("finding" in asked) return asked.finding;
    const { answer, isSeen } = asked;
    if (answer.problem !== null) return untested(answer.problem.message);
    const isRefused = answer.kind === "refused" && answer.exitCode !== 0 && !isSeen;
    return isRefused ? confirmed(answerTold(asked)) : refuted(answerTold(asked));
  },
};
