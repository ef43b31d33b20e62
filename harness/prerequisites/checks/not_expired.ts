// `not-expired`: the build of the agent is within its date.
import {
  type CheckContext,
  type Finding,
  isUnavailable,
  met,
  notRead,
  unknown,
  unmet,
  withHealth,
} from "../finding.ts";
import { expirationState } from "../expiration.ts";
import { askCommand, updateRemedy } from "../remedies.ts";

/** Looks at `product_expiration`. */
export function notExpired(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "required",
    judge: (health, evidence) => {
      const { productExpiration, licensed } = health;
      const { facts, now } = context;
      // An expired build says that it is not licensed. One that says it is may go on without a readable date.
      const inDoubt = licensed === true ? "recommended" : "required";
      if (productExpiration === null && licensed === false && isUnavailable(health, "product_expiration")) {
        return unknown(inDoubt, {
          detail: '"product_expiration" is unavailable, as it is without a licence ("licensed" is false)',
          evidence,
        });
      }
      if (productExpiration === null) {
        const remedy = askCommand(facts, "health --field product_expiration");
        return notRead(context, inDoubt, { key: "product_expiration", evidence, remedy });
      }
      const seen = `"product_expiration" is ${productExpiration}`;
      switch (expirationState(productExpiration, now)) {
        case "valid":
          return met("required", { detail: seen, evidence });
        case "expired":
          return unmet("required", {
            detail: `${seen}, which is past`,
            evidence,
            remedy: updateRemedy(facts.platform),
          });
        case "unclear":
          return unknown(inDoubt, {
            detail:
              `${seen}; it cannot be told whether that is past, because it names no time zone or is no date`,
            evidence,
            remedy: updateRemedy(facts.platform),
          });
      }
    },
  });
}
