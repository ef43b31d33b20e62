// `release-ring`: the agent comes from a ring that the policy allows.
import { type CheckContext, type Finding, met, notRead, unmet, withHealth } from "../finding.ts";
import { askCommand } from "../remedies.ts";

/** The vendor's names for people, by the agent's word. */
const RING_TITLES: Readonly<Record<string, string>> = {
  insiderfast: "Beta",
  insiderslow: "Preview",
  external: "Preview",
  production: "Current",
};

/** Compares `release_ring` with the rings of the policy. */
export function releaseRing(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "required",
    judge: (health, evidence) => {
      const { facts, policy } = context;
      if (policy.releaseRings === null) {
        const detail = `The policy "${policy.id}" allows any ring; this is ${withTitle(health.releaseRing)}`;
        return met("required", { detail, evidence });
      }
      const ring = health.releaseRing;
      if (ring === null) {
        const remedy = askCommand(facts, "health --field release_ring");
        return notRead(context, "required", { key: "release_ring", evidence, remedy });
      }
      const allowed = policy.releaseRings.some((one) => one.toLowerCase() === ring.toLowerCase());
      const wanted = policy.releaseRings.map(withTitle).join(" or ");
      const detail = `"release_ring" is ${withTitle(ring)}; the policy "${policy.id}" asks for ${wanted}`;
      if (allowed) return met("required", { detail, evidence });
      const remedy = facts.platform === "darwin"
        ? "sudo defaults write /Library/Preferences/com.microsoft.autoupdate2 ChannelName -string Beta"
        : "Install mdatp from the vendor's insiders-fast repository";
      return unmet("required", { detail, evidence, remedy });
    },
  });
}

function withTitle(ring: string | null): string {
  if (ring === null) return "not printed";
  const title = RING_TITLES[ring.toLowerCase()];
  return title === undefined ? `"${ring}"` : `"${ring}" (${title})`;
}
