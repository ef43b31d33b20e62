// `real-time-protection`: enabled and available and not passive. Without it nothing is blocked.
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
import { type Health, printedValue } from "../../model/health.ts";
import { lapse } from "../licence.ts";
import { askCommand, changeCommand, generateWords, profileRemedy } from "../remedies.ts";

/** Looks at passive mode first: it is what explains the others. */
export function realTimeProtection(context: CheckContext): Finding {
  return withHealth(context, {
    severity: "required",
    judge: (health, evidence) =>
      passive(context, health, evidence) ?? notBlocking(context, health, evidence) ??
        consequence(context, health, evidence) ??
        disabledOrUnavailable(context, health, evidence) ?? unread(context, health, evidence) ??
        met("required", { detail: allRight(health), evidence }),
  });
}

function allRight({ passiveModeEnabled }: Health): string {
  const passive = passiveModeEnabled === null ? "the agent prints no passive mode" : "passive mode is off";
  return `Real-time protection is enabled and available, and ${passive}`;
}

type Step = (context: CheckContext, health: Health, evidence: readonly string[]) => Finding | null;

/** Where the level is set when a management profile sets it; `older` is what profiles of before had for it. */
function levelRemedy({ platform }: CheckContext["facts"], older?: string): string {
  const setting = `antivirusEngine.enforcementLevel to real_time${
    older === undefined ? "" : ` (older profiles: ${older})`
  }`;
  return profileRemedy(platform, setting) + generateWords(platform, "--rtp on");
}

const passive: Step = ({ facts }, { passiveModeEnabled: mode }, evidence) => {
  if (mode?.value !== true) return null;
  return unmet("required", {
    detail: `Passive mode is on${
      mode.managed ? ", set by a management profile" : ""
    }: the agent blocks nothing`,
    evidence,
    remedy: mode.managed
      ? levelRemedy(facts, "antivirusEngine.passiveMode to false")
      : changeCommand(facts, "config passive-mode --value disabled"),
  });
};

/** `real_time`, in every way of writing it. */
const REAL_TIME = /^real[-_ ]?time$/i;

/** Whether an enforcement level is the one at which what is detected is blocked. */
export function isRealTime(level: string): boolean {
  return REAL_TIME.test(level);
}

const OTHER_LEVELS = /^(?:audit|passive|on[-_ ]?demand|off|disabled|none)$/i;

const notBlocking: Step = ({ facts }, { enforcementLevel: level }, evidence) => {
  if (level === null || isRealTime(level.value)) return null;
  const detail = `The enforcement level is "${level.value}"${
    level.managed ? ", set by a management profile" : ""
  }`;
  const remedy = level.managed
    ? levelRemedy(facts)
    : changeCommand(facts, "config real-time-protection --value enabled");
  return OTHER_LEVELS.test(level.value)
    ? unmet("required", { detail: `${detail}: what is detected is not blocked`, evidence, remedy })
    : unknown("required", { detail: `${detail}, which is not understood`, evidence, remedy });
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
        ? levelRemedy(facts, "antivirusEngine.enableRealTimeProtection to true")
        : changeCommand(facts, "config real-time-protection --value enabled"),
    });
  }
  const unavailable = health.realTimeProtectionAvailable === false ||
    isUnavailable(health, "real_time_protection_enabled") ||
    isUnavailable(health, "real_time_protection_available") ||
    isUnavailable(health, "real_time_protection_subsystem");
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

/** Keys that may be missing, as they are on some builds, but not be printed in words that are not understood. */
const MAY_BE_ABSENT = ["passive_mode_enabled", "antivirus_enforcement_level", "enforcement_level"];

const unread: Step = (context, health, evidence) => {
  const missing = health.realTimeProtectionEnabled === null
    ? "real_time_protection_enabled"
    : health.realTimeProtectionAvailable === null
    ? "real_time_protection_available"
    : MAY_BE_ABSENT.find((key) => printedValue(health, key) !== null) ?? null;
  if (missing === null) return null;
  const remedy = askCommand(context.facts, "health --details antivirus");
  return notRead(context, "required", { key: missing, evidence, remedy });
};
