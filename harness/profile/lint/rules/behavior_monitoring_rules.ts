// Rules about behavior monitoring (BM) itself: set, set alike at both places, and with what it needs.
import { insertEntries } from "../../write/edit_profile.ts";
import type { RawFinding } from "../../words/finding.ts";
import { editsFor, findingOf, type LintContext } from "../lint_context.ts";
import { isStorageKey } from "../../read/agent_section.ts";
import type { SettingsPayload } from "../../read/profile_form.ts";
import { type DictNode, entryOf, type ProfileNode, stringOf, valueAt } from "../../words/profile_node.ts";

const ENGINE_KEY = ["antivirusEngine", "behaviorMonitoring"] as const;
const FEATURE_KEY = ["features", "behaviorMonitoring"] as const;

/** `bm-not-set`, `bm-key-missing`, `bm-keys-disagree`. */
export function checkSwitches(context: LintContext): readonly RawFinding[] {
  const primary = primarySettings(context);
  if (primary === null) return [];
  const engine = valueAt(primary.settings, ENGINE_KEY);
  const feature = valueAt(primary.settings, FEATURE_KEY);
  if (engine === null && feature === null) return notSet(context, primary.settings);
  if (context.platform === "linux") return [];
  if (engine !== null && feature !== null) return disagree(engine, feature);
  return keyMissing(context, primary.settings, feature === null ? "features" : "antivirusEngine");
}

/** The payload that decides: the first for `com.microsoft.wdav` itself. */
function primarySettings(context: LintContext): SettingsPayload | null {
  const { settings } = context.profile;
  return settings.find(({ domain }) => domain === "com.microsoft.wdav") ?? null;
}

function notSet(context: LintContext, settings: DictNode): readonly RawFinding[] {
  // That nothing at all is set has a finding of its own.
  if (settings.entries.every(({ key }) => isStorageKey(key))) return [];
  // A misplaced or misspelt key has a finding of its own, which says more.
  const tried = Iterator.from(context.met).some(({ entry }) => /behaviou?r/i.test(entry?.key ?? ""));
  if (tried) return [];
  return [findingOf("bm-not-set", {
    severity: "info",
    span: { start: settings.span.start, end: settings.span.start },
    path: "antivirusEngine.behaviorMonitoring",
    what: "The profile does not set behavior monitoring",
    why: context.platform === "linux"
      ? "It is off by default on Linux, and a user with rights may switch it"
      : "Its default differs between tenants and agent versions, and a user with rights may switch it",
    remedy: 'Set it to "enabled" or "disabled" ("profile generate --merge FILE" adds the keys)',
  })];
}

function keyMissing(
  context: LintContext,
  settings: DictNode,
  section: "features" | "antivirusEngine",
): readonly RawFinding[] {
  const present = section === "features" ? ENGINE_KEY : FEATURE_KEY;
  const value = valueAt(settings, present);
  const text = stringOf(value);
  const holder = entryOf(settings, section)?.value;
  const edits = text === null ? [] : editsFor(context, (target) => {
    if (holder === undefined) {
      return insertEntries(target, settings, [{ key: section, value: { behaviorMonitoring: text } }]);
    }
    return holder.kind === "dict"
      ? insertEntries(target, holder, [{ key: "behaviorMonitoring", value: text }])
      : [];
  });
  return [findingOf("bm-key-missing", {
    severity: "warning",
    span: value?.span ?? null,
    path: `${section}.behaviorMonitoring`,
    what: `"${present.join(".")}" is set, but "${section}.behaviorMonitoring" is not`,
    why: "Agent versions differ in which of the two they read; the vendor's own profile sets both",
    remedy: `Set "${section}.behaviorMonitoring" to the same value`,
    edits,
  })];
}

function disagree(engine: ProfileNode, feature: ProfileNode): readonly RawFinding[] {
  const [a, b] = [stringOf(engine), stringOf(feature)];
  if (a === null || b === null || a === b) return [];
  return [findingOf("bm-keys-disagree", {
    severity: "error",
    span: feature.span,
    path: FEATURE_KEY.join("."),
    what: `"${FEATURE_KEY.join(".")}" is "${b}", but "${ENGINE_KEY.join(".")}" is "${a}"`,
    why: "Agent versions differ in which of the two they read, so that devices end up in different states",
    remedy: "Give both the same value",
  })];
}

function isOn(settings: DictNode): boolean {
  return [ENGINE_KEY, FEATURE_KEY].some((path) => stringOf(valueAt(settings, path)) === "enabled");
}

/** `bm-without-real-time-protection`, `bm-with-passive-mode`, `bm-without-cloud-protection`. */
export function checkNeeds(context: LintContext): readonly RawFinding[] {
  return context.profile.settings.filter(({ settings }) => isOn(settings)).flatMap(({ settings }) => [
    ...checkRealTime(context, settings),
    ...checkPassive(settings),
    ...checkCloud(context, settings),
  ]);
}

function checkRealTime(context: LintContext, settings: DictNode): readonly RawFinding[] {
  const level = valueAt(settings, ["antivirusEngine", "enforcementLevel"]);
  const toggle = valueAt(settings, ["antivirusEngine", "enableRealTimeProtection"]);
  const why =
    "Behavior monitoring works only while real-time protection is on; without it nothing is watched or blocked";
  const remedy = 'Set "antivirusEngine.enforcementLevel" to "real_time", or leave the key out on macOS';
  const found = (node: ProfileNode, path: string, shown: string) =>
    findingOf("bm-without-real-time-protection", {
      severity: "error",
      span: node.span,
      path,
      what: `Behavior monitoring is enabled, but ${shown}`,
      why,
      remedy,
    });
  const findings: RawFinding[] = [];
  if (stringOf(level) === "on_demand" && level !== null) {
    findings.push(found(level, "antivirusEngine.enforcementLevel", 'the enforcement level is "on_demand"'));
  }
  if (toggle?.kind === "boolean" && !toggle.value) {
    findings.push(
      found(toggle, "antivirusEngine.enableRealTimeProtection", "real-time protection is switched off"),
    );
  }
  if (stringOf(level) === "audit" && level !== null) {
    findings.push({
      ...found(
        level,
        "antivirusEngine.enforcementLevel",
        'the enforcement level is "audit": it detects and does not block',
      ),
      severity: "warning",
    });
  }
  const left = context.platform === "linux" && level === null && toggle === null;
  const bm = valueAt(settings, ENGINE_KEY);
  if (left && bm !== null) {
    findings.push(findingOf("bm-without-real-time-protection", {
      severity: "warning",
      span: bm.span,
      path: "antivirusEngine.enforcementLevel",
      what: "Behavior monitoring is enabled, but no enforcement level is set, and Linux defaults to passive",
      why,
      remedy: 'Set "antivirusEngine.enforcementLevel" to "real_time"',
    }));
  }
  return findings;
}

function checkPassive(settings: DictNode): readonly RawFinding[] {
  const level = valueAt(settings, ["antivirusEngine", "enforcementLevel"]);
  const passive = valueAt(settings, ["antivirusEngine", "passiveMode"]);
  const spots: { readonly node: ProfileNode; readonly path: string }[] = [];
  if (level !== null && stringOf(level) === "passive") {
    spots.push({ node: level, path: "antivirusEngine.enforcementLevel" });
  }
  if (passive?.kind === "boolean" && passive.value) {
    spots.push({ node: passive, path: "antivirusEngine.passiveMode" });
  }
  return spots.map(({ node, path }) =>
    findingOf("bm-with-passive-mode", {
      severity: "error",
      span: node.span,
      path,
      what: "Behavior monitoring is enabled, but the engine is set to passive mode",
      why: "In passive mode real-time protection is off, and behavior monitoring with it",
      remedy:
        'Remove passive mode ("enforcementLevel" "real_time", "passiveMode" false), or disable behavior monitoring',
    })
  );
}

function checkCloud(context: LintContext, settings: DictNode): readonly RawFinding[] {
  const cloud = valueAt(settings, ["cloudService", "enabled"]);
  if (cloud?.kind !== "boolean" || cloud.value) return [];
  return [findingOf("bm-without-cloud-protection", {
    severity: context.platform === "darwin" ? "error" : "warning",
    span: cloud.span,
    path: "cloudService.enabled",
    what: "Behavior monitoring is enabled, but cloud-delivered protection is switched off",
    why: "Cloud-delivered protection is one of the vendor's prerequisites for behavior monitoring",
    remedy: 'Set "cloudService.enabled" to true, or leave it out (true is its default)',
  })];
}
