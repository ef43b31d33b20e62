// A field that the agent does not know is told apart from one that has a value.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { howItEnded } from "../read_output.ts";

const FIELD = "bmverify_no_such_field";

export const UNKNOWN_FIELD: Assumption = {
  id: "agent-unknown-field",
  belief: "Asked for a field that it does not know, the agent ends with another exit code than 0",
  method: `mdatp health --field ${FIELD}, once app_version, which it knows, ended with 0`,
  source: "The vendor's own installer takes it so; the text is not known",
  verdictsRestOnIt: false,
  needs: "agent",
  platform: null,
  probe: async (trial) => {
    if (trial.agent === null) return untested(trial.noAgent);
    const ask = [trial.agent.path, "health", "--field"] as const;
    const known = await trial.run([...ask, "app_version"]);
    if (known.exitCode !== 0) return untested(`Asked for a field that it knows it gave ${howItEnded(known)}`);
    const output = await trial.run([...ask, FIELD]);
    if (output.timedOut) return untested("No answer in time");
    const seen = `It gave ${howItEnded(output)}`;
    return output.exitCode === 0 || output.exitCode === null ? refuted(seen) : confirmed(seen);
  },
};
