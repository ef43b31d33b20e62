// `onboarded`: the device has a licence and belongs to an organisation.
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
import type { Health } from "../../model/health.ts";
import { lapse } from "../licence.ts";
import { askCommand, onboardingRemedy } from "../remedies.ts";

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What programs write where they have no identifier: nothing, zeros or one other digit, a word. */
const NO_ID =
  /^(?:[-0.\s{}]*|\{?([0-9a-f])(?:\1|-)+\}?|unavailable|none|null|nil|unknown|undefined|n\/?a|not[ _-]?\w+)$/i;
/** An identifier has digits; how long that of a machine is nobody says, and redaction gives it a name with a number. */
const IDENTIFIER = /^[\w.-]*\d[\w.-]*$/;
/** A banner that speaks of a licence, or of an agent that nobody has onboarded. */
const LICENCE_BANNER = /licen[cs]|expired|onboard|offboard|subscription|entitle|trial|evaluation|activat/i;
/** One that speaks of something else, and takes nothing away. */
const HARMLESS_BANNER = /\b(?:update|upgrade|version|restart|reboot)\b/i;

/** Looks at `licensed`, the banner, `org_id` and `edr_machine_id`. */
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
    if (banner !== null && LICENCE_BANNER.test(banner)) {
      return unmet("required", { detail: `The agent says: "${banner}"`, evidence, remedy });
    }
    const ids = [["org_id", orgId], ["edr_machine_id", edrMachineId]] as const;
    const missing = ids.find(([key, id]) => id === null ? isUnavailable(health, key) : NO_ID.test(id));
    if (missing !== undefined) {
      const [key, id] = missing;
      const detail = `"${key}" is ${
        id === null ? "unavailable" : `"${id}"`
      } although "licensed" is ${licensed}${said}`;
      return unmet("required", { detail, evidence, remedy });
    }
    const unread = ([["licensed", licensed], ...ids] as const).find(([, value]) => value === null);
    if (unread !== undefined) {
      const [key] = unread;
      return notRead(context, "required", {
        key,
        evidence,
        remedy: askCommand(context.facts, `health --field ${key}`),
      });
    }
    if (orgId === null || !GUID.test(orgId)) {
      return unknown("required", {
        detail: `"org_id" is "${orgId}", which is not how the vendor writes one${said}`,
        evidence,
        remedy: askCommand(context.facts, "health --field org_id"),
      });
    }
    const strange = !IDENTIFIER.test(edrMachineId ?? "")
      ? `"edr_machine_id" is "${edrMachineId}", which is not how an identifier is written${said}`
      : banner !== null && !HARMLESS_BANNER.test(banner)
      ? `The agent says: "${banner}", and nobody knows whether that is about its licence`
      : null;
    if (strange !== null) {
      const remedy = askCommand(context.facts, "health");
      return unknown("required", { detail: strange, evidence, remedy });
    }
    const ours = `org_id "${orgId}", edr_machine_id "${edrMachineId}"`;
    return met("required", { detail: `Licensed, ${ours}${said}`, evidence });
  }

  return withHealth(context, { severity: "required", judge });
}
