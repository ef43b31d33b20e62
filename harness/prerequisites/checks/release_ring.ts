// `release-ring`: the agent comes from a ring that the policy allows. No remedy moves a device to another ring: from
// the build of general availability on, any ring is right.
import { isRightUnderGa } from "../choose_policy.ts";
import { type CheckContext, type Finding, met, notRead, unmet, withHealth } from "../finding.ts";
import { GA_POLICY } from "../policies.ts";
import { askCommand, updateRemedy } from "../remedies.ts";
import { ringInWords } from "../ring_in_words.ts";

/** Compares `release_ring` with the rings of the policy. */
export function releaseRing(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "required",
    judge: (health, evidence) => {
      const { facts, policy } = context;
      const ring = health.releaseRing;
      if (policy.releaseRings === null) {
        const detail = `The policy "${policy.id}" allows any ring; this is ${ringInWords(ring)}`;
        return met("required", { detail, evidence });
      }
      if (ring === null) {
        const remedy = askCommand(facts, "health --field release_ring");
        return notRead(context, "required", { key: "release_ring", evidence, remedy });
      }
      const allowed = policy.releaseRings.some((one) => one.toLowerCase() === ring.toLowerCase());
      const wanted = policy.releaseRings.map(ringInWords).join(" or ");
      const detail = `"release_ring" is ${ringInWords(ring)}; the policy "${policy.id}" asks for ${wanted}`;
      if (allowed) return met("required", { detail, evidence });
      const any = `, the policy "${GA_POLICY.id}" for any ring from ${GA_POLICY.minimumAppVersion} on`;
      const remedy = isRightUnderGa(facts) === true
        ? `Leave the ring as it is, and give --policy ${GA_POLICY.id}: under it ring and version are right`
        : updateRemedy(facts.platform);
      return unmet("required", { detail: detail + any, evidence, remedy });
    },
  });
}
