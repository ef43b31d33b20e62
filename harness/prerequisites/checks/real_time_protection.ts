// `real-time-protection`: enabled and available and not passive. Without it nothing is blocked.
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
import { askCommand, changeCommand, profileRemedy } from "../remedies.ts";

/** Looks at passive mode first: it is what explains the others. */
export function realTimeProtection(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "required",
    judge: (health, evidence) =>
      passive(context, health, evidence) ?? consequence(context, health, evidence) ??
        disabledOrUnavailable(context, health, evidence) ?? unread(context, health, evidence) ??
        met("required", { detail: allRight(health), evidence }),
  });
}

function allRight({ passiveModeEnabled }: Health): string {
  const passive = passiveModeEnabled === null ? "the agent prints no passive mode" : "passive mode is off";
  return `Real-time protection is enabled and available, and ${passive}`;
}

type Step = (context: CheckContext, health: Health, evidence: readonly string[]) => Finding | null;

const passive: Step = ({ facts }, { passiveModeEnabled: mode }, evidence) => {
  if (mode?.value !== true) return null;
  return unmet("required", {
    detail: `Passive mode is on${
      mode.managed ? ", set by a management profile" : ""
    }: the agent blocks nothing`,
    evidence,
    remedy: mode.managed
      ? profileRemedy(
        facts.platform,
        "antivirusEngine.enforcementLevel to real_time (older profiles: antivirusEngine.passiveMode to false)",
      )
      : changeCommand(facts, "config passive-mode --value disabled"),
  });
};

const consequence: Step = ({ now }, health, evidence) => {
  const reason = lapse(health, now);
  const off = health.realTimeProtectionEnabled?.value === false ||
    health.realTimeProtectionAvailable === false;
  if (reason === null || !off) return null;
  return unknown("required", {
    detail: `Real-time protection does not run, which may follow from the agent being ${reason}`,
    evidence,
  });
};

const disabledOrUnavailable: Step = ({ facts }, health, evidence) => {
  const enabled = health.realTimeProtectionEnabled;
  if (enabled?.value === false) {
    return unmet("required", {
      detail: `Real-time protection is off${enabled.managed ? ", set by a management profile" : ""}`,
      evidence,
      remedy: enabled.managed
        ? profileRemedy(
          facts.platform,
          "antivirusEngine.enforcementLevel to real_time (older profiles: antivirusEngine.enableRealTimeProtection to true)",
        )
        : changeCommand(facts, "config real-time-protection --value enabled"),
    });
  }
  const unavailable = health.realTimeProtectionAvailable === false ||
    isUnavailable(health, "real_time_protection_enabled") ||
    isUnavailable(health, "real_time_protection_available");
  if (!unavailable) return null;
  return unmet("required", {
    detail: "Real-time protection is not available: the system does not give the agent what it needs",
    evidence,
    remedy: facts.platform === "darwin"
      ? "In System Settings, open General > Login Items & Extensions > Endpoint Security Extensions, switch on Microsoft Defender, " +
        "and in Privacy & Security > Full Disk Access switch on Microsoft Defender and its security extension"
      : askCommand(facts, "health --field health_issues"),
  });
};

const unread: Step = ({ facts }, health, evidence) => {
  const missing = health.realTimeProtectionEnabled === null
    ? "real_time_protection_enabled"
    : health.realTimeProtectionAvailable === null
    ? "real_time_protection_available"
    : null;
  if (missing === null) return null;
  return notPrinted("required", {
    key: missing,
    evidence,
    remedy: askCommand(facts, "health --details antivirus"),
  });
};
