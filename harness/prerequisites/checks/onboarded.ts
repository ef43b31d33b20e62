// `onboarded`: the device has a licence and belongs to an organisation.
import {
  type CheckContext,
  type Finding,
  isUnavailable,
  met,
  notPrinted,
  unknown,
  unmet,
  withHealth,
} from "../finding.ts";
import type { Health } from "../../model/health.ts";
import { lapse } from "../licence.ts";
import { askCommand, onboardingRemedy } from "../remedies.ts";

/** Looks at `licensed`, `org_id` and `edr_machine_id`. */
export function onboarded(context: CheckContext): Finding {
  const remedy = onboardingRemedy(context.facts.platform);

  function judge(health: Health, evidence: readonly string[]): Finding {
    const { licensed, orgId, edrMachineId, banner } = health;
    const said = banner === null ? "" : ` (the agent says: "${banner}")`;
    if (licensed === false) {
      if (orgId !== null && lapse(health, context.now) === "expired") {
        return unknown("required", {
          detail: `"licensed" is false, which may follow from the expired build; org_id is "${orgId}"${said}`,
          evidence,
        });
      }
      const organisation = orgId === null ? "there is no org_id" : `org_id is "${orgId}"`;
      return unmet("required", {
        detail: `"licensed" is false and ${organisation}${said}`,
        evidence,
        remedy,
      });
    }
    if (licensed === null) {
      return notPrinted("required", {
        key: "licensed",
        evidence,
        remedy: askCommand(context.facts, "health --field licensed"),
      });
    }
    const missing = orgId === null ? "org_id" : edrMachineId === null ? "edr_machine_id" : null;
    if (missing !== null && isUnavailable(health, missing)) {
      return unmet("required", {
        detail: `"${missing}" is unavailable although "licensed" is true${said}`,
        evidence,
        remedy,
      });
    }
    if (orgId === null) {
      return notPrinted("required", {
        key: "org_id",
        evidence,
        remedy: askCommand(context.facts, "health --field org_id"),
      });
    }
    const machine = edrMachineId === null ? "no edr_machine_id printed" : `edr_machine_id "${edrMachineId}"`;
    return met("required", { detail: `Licensed, org_id "${orgId}", ${machine}${said}`, evidence });
  }

  return withHealth(context, { severity: "required", judge });
}
