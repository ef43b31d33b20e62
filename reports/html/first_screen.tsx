/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// What somebody sees who looks for five seconds: the verdict in words, on what, and the one next step.
import { programWords, userWords } from "../views/program_words.ts";
import { deviceNotice } from "../views/device_notice.ts";
import type { VNode } from "preact";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { formatDuration } from "../views/format_duration.ts";
import { recordedNotice, unverifiedNotice } from "../views/notice_of.ts";
import { policyInWords } from "../views/policy_in_words.ts";
import { settingInWords } from "../views/setting_words.ts";
import { headlineOf, nextStepOf, VERDICT_WORD } from "../views/verdict_words.ts";
import { Badge, Command, Facts, Icon } from "./parts.tsx";

/** Header of the page. */
export function FirstScreen({ record }: { readonly record: RunRecord }): VNode {
  const unverified = unverifiedNotice(record);
  const recorded = recordedNotice(record);
  const notice = deviceNotice(record);
  return (
    <header>
      {unverified === null ? null : <p class="simulated" role="alert">{unverified}</p>}
      {recorded === null ? null : <p class="simulated" role="note">{recorded}</p>}
      {record.simulated
        ? (
          <p class="simulated" role="note">
            <strong>Simulated device</strong>
            {record.device.profile === null ? "" : ` (profile ${record.device.profile})`}. The result says
            nothing about a real one.
          </p>
        )
        : notice === null
        ? null
        : <p class="simulated" role="note">{notice}</p>}
      <p class="eyebrow">Behavior monitoring, Microsoft Defender for Endpoint</p>
      <div class={`verdict tone-${record.verdict}`}>
        <p class="verdict-word">
          <Icon tone={record.verdict} /> {VERDICT_WORD[record.verdict]}
        </p>
        <h1>{headlineOf(record)}</h1>
        <p class="explanation">{record.explanation}</p>
        <NextStepBox record={record} />
      </div>
      {record.restore.status === "failed" ? <NotRestored record={record} /> : null}
      <DeviceFacts record={record} />
      <nav aria-label="Sections">
        <ul>
          {sectionsOf(record).map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

const SECTIONS = [
  ["prerequisites", "Prerequisites"],
  ["scenarios", "Scenarios"],
  ["cost", "Cost"],
  ["portal", "In the portal"],
  ["evidence", "Evidence"],
  ["method", "How it was measured"],
] as const;

/** A run without scenarios has no section of them, and one without a measurement none of its cost. */
function sectionsOf({ measurement, scenarios }: RunRecord) {
  return SECTIONS.filter(([id]) =>
    (id !== "cost" || measurement !== null) &&
    (id !== "scenarios" || measurement === null || scenarios.length > 0)
  );
}

function NextStepBox({ record }: { readonly record: RunRecord }): VNode {
  const { text, command } = nextStepOf(record);
  return (
    <div class="next">
      <h2 class="next-title">Next step</h2>
      <p>{text}</p>
      {command === null ? null : <Command text={command} />}
    </div>
  );
}

function NotRestored({ record }: { readonly record: RunRecord }): VNode {
  return (
    <p class="alarm tone-fail" role="note">
      <Badge tone="fail">device not restored</Badge> {record.restore.detail}
    </p>
  );
}

function DeviceFacts({ record }: { readonly record: RunRecord }): VNode {
  const { device, restore } = record;
  const system = device.platform === "darwin" ? "macOS" : "Linux";
  return (
    <Facts
      facts={{
        "Device": device.hostName,
        "System": `${system} ${device.osVersion ?? ""}${device.platformAssumed ? " (assumed)" : ""}`,
        "Hardware": device.hardwareModel,
        "User": userWords(device),
        "Agent": device.appVersion,
        "Programs": device.programs.length === 0 ? null : device.programs.map(programWords).join("; "),
        "Release ring": device.releaseRing,
        "Policy": policyInWords(record.policy),
        "Started": record.startedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC"),
        "Took": record.durationMs === null ? "did not end" : formatDuration(record.durationMs),
        "Setting": settingInWords(record),
        "Restored": { "not-needed": "nothing was changed", restored: "yes", failed: "no" }[restore.status],
      }}
    />
  );
}
