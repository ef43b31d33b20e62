// `change-allowed`: nothing stands in the way of changing behavior monitoring, when the run has to change it.
import type { Health } from "../../model/health.ts";
import { changeNeed } from "../change_need.ts";
import { type CheckContext, type Finding, met, notRead, unknown, unmet, withHealth } from "../finding.ts";
import { askCommand } from "../remedies.ts";
import { switchRemedy } from "./behavior_monitoring.ts";

const TROUBLESHOOTING_REMEDY =
  "In the Microsoft Defender portal, open Assets > Devices > this device > ... > Turn on troubleshooting mode";

/** Looks at the management of the setting, at tamper protection and at troubleshooting mode. */
export function changeAllowed(context: CheckContext): Finding {
  const { facts } = context;
  const { behaviorMonitoring: reading } = facts;
  const need = changeNeed(facts);
  if (need === "none") {
    return met("recommended", {
      detail: "No change of behavior monitoring is needed",
      evidence: reading.evidence,
    });
  }
  if (need === "unclear" || reading.kind === "unreadable") {
    return unknown("recommended", {
      detail: "Not known, because the state of behavior monitoring could not be read",
    });
  }
  if (reading.value.managed) {
    return unmet("recommended", {
      detail:
        "Behavior monitoring is set by a management profile, which takes precedence over a local change",
      evidence: reading.evidence,
      remedy: switchRemedy(facts),
    });
  }

  function judge({ tamperProtection, troubleshootingMode }: Health, evidence: readonly string[]): Finding {
    if (tamperProtection === null) {
      const remedy = askCommand(facts, "health --field tamper_protection");
      return notRead(context, "recommended", { key: "tamper_protection", evidence, remedy });
    }
    const seen = `Tamper protection is "${tamperProtection.value}"`;
    const value = tamperProtection.value.toLowerCase();
    if (value === "disabled" || value === "audit") return met("recommended", { detail: seen, evidence });
    if (!/^(?:block|enforce)/.test(value)) {
      const remedy = askCommand(facts, "health --field tamper_protection");
      return unknown("recommended", { detail: `${seen}, which is not understood`, evidence, remedy });
    }
    if (troubleshootingMode === true) {
      return met("recommended", { detail: `${seen}, lifted by troubleshooting mode`, evidence });
    }
    return unknown("recommended", {
      detail:
        `${seen}. The vendor says for Windows that it guards behavior monitoring and says nothing for this ` +
        "system; the run finds out by reading the setting again after the change",
      evidence,
      remedy: TROUBLESHOOTING_REMEDY,
    });
  }

  return withHealth(context, { severity: "recommended", judge });
}
