/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// What somebody sees who looks for five seconds: the verdict in words, on what, and the one next step.
import type { VNode } from "preact";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { formatDuration } from "../views/format_duration.ts";
import { noticeOf } from "../views/notice_of.ts";
import { outlineOf } from "../views/reporter.ts";
import { settingInWords } from "../views/setting_words.ts";
import { headlineOf, nextStepOf, VERDICT_WORD } from "../views/verdict_words.ts";
import { Badge, Command, Facts, Icon } from "./parts.tsx";
import { systemInWords } from "../views/machine_words.ts";

/** Letters from which on a headline is read and not looked at. */
const LONG_HEADLINE = 90;

/** Header of the page. */
export function FirstScreen({ record }: { readonly record: RunRecord }): VNode {
  const headline = headlineOf(record);
  const notice = noticeOf(record);
  return (
    <header>
      {notice === null
        ? null
        : <p class="notice" role={record.unverified.length > 0 ? "alert" : "note"}>{notice}</p>}
      <p class="eyebrow">Behavior monitoring, Microsoft Defender for Endpoint</p>
      <div class={`verdict tone-${record.verdict}`}>
        <p class="verdict-word">
          <Icon tone={record.verdict} /> {VERDICT_WORD[record.verdict]}
        </p>
        <h1 class={headline.length > LONG_HEADLINE ? "long" : undefined}>{headline}</h1>
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
  ["scenarios", "Scenarios"],
  ["prerequisites", "Prerequisites"],
  ["cost", "Cost"],
  ["place", "Where it was"],
  ["check", "Check this yourself"],
  ["portal", "In the portal"],
  ["evidence", "Evidence"],
  ["method", "How it was measured"],
] as const;

/**
 * Sections in their order: proof first, or what has to be mended where nothing was tried. A run without scenarios has no
 * section of them, and one without a measurement none of its cost.
 */
function sectionsOf(record: RunRecord) {
  const { measurement, scenarios } = record;
  const [proof, mending, ...others] = SECTIONS;
  const first = outlineOf(record).hasAttempts ? [proof, mending] : [mending, proof];
  return [...first, ...others].filter(([id]) =>
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
  return (
    <Facts
      facts={{
        "Device": device.hostName,
        "System": `${systemInWords(device)}${device.platformAssumed ? " (assumed)" : ""}`,
        "Agent": device.appVersion,
        "Release ring": device.releaseRing,
        "Policy": record.policy.id,
        "Started": record.startedAt.replace("T", " ").replace(/\.\d+Z$/, " UTC"),
        "Took": record.durationMs === null ? "did not end" : formatDuration(record.durationMs),
        "Setting": settingInWords(record),
        "Restored": { "not-needed": "nothing was changed", restored: "yes", failed: "no" }[restore.status],
      }}
    />
  );
}
