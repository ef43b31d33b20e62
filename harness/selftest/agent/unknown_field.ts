// A field that the agent does not know is told apart from one that has a value.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { howItEnded } from "../read_output.ts";

const FIELD = "bmverify_no_such_field";

export const UNKNOWN_FIELD: Assumption = {
  id: "agent-unknown-field",
  belief: "Asked for a field that it does not know, the agent ends with another exit code than 0",
  method: `mdatp health --field ${FIELD}`,
  source: "The vendor's own installer takes it so; the text is not known",
  verdictsRestOnIt: false,
  needs: "agent",
  platform: null,
  probe: async (trial) => {
    if (trial.agent === null) return untested(trial.noAgent);
    const output = await trial.run([trial.agent.path, "health", "--field", FIELD]);
    if (output.timedOut) return untested("No answer in time");
    const seen = `It gave ${howItEnded(output)}`;
    return output.exitCode === 0 || output.exitCode === null ? refuted(seen) : confirmed(seen);
  },
};
