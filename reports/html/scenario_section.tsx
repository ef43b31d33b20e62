/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Scenarios: what each wanted to see, what was seen, and when.
import type { VNode } from "preact";
import type { RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { asSentence } from "../../harness/model/text/sentence.ts";
import { formatDuration, formatOptionalDuration } from "../views/format_duration.ts";
import { allFilesInWords, filesInWords } from "../views/trigger_words.ts";
import { AttemptTimeline } from "./attempt_timeline.tsx";
import { Facts, Section, VerdictBadge, Wide } from "./parts.tsx";
import { TimeDistribution } from "./time_distribution.tsx";

/** Section `scenarios`. */
export function ScenarioSection({ record }: { readonly record: RunRecord }): VNode | null {
  // A run that only measures has no scenarios, and nobody misses them.
  if (record.scenarios.length === 0 && record.measurement !== null) return null;
  const passed = record.scenarios.filter(({ verdict }) => verdict === "pass").length;
  return (
    <Section id="scenarios" title="Scenarios" count={`${passed} of ${record.scenarios.length} passed`}>
      {record.scenarios.length === 0 ? <p>No scenario was reached.</p> : null}
      {record.scenarios.map((scenario, index) => (
        <Scenario key={scenario.id} scenario={scenario} index={index} />
      ))}
    </Section>
  );
}

const EXPECTED: Readonly<Record<ScenarioRecord["expectation"], string>> = {
  "blocked-and-recorded": "the trigger is killed and a detection is recorded",
  "file-removed-and-recorded": "the file is removed and a detection is recorded",
  quiet: "nothing: this is a control",
};

function Scenario({ scenario, index }: { readonly scenario: ScenarioRecord; readonly index: number }): VNode {
  const { attempts, rate, timeToBlockMs, timeToRecordMs } = scenario;
  return (
    <article class={`scenario tone-${scenario.verdict}`} aria-labelledby={`scenario-${index}`}>
      <h3 id={`scenario-${index}`}>
        <VerdictBadge verdict={scenario.verdict} /> {scenario.title}
      </h3>
      <p>{asSentence(scenario.explanation)}</p>
      <Facts
        facts={{
          "Scenario": <code>{scenario.id}</code>,
          "Reason": <code>{scenario.reason}</code>,
          "Expected": EXPECTED[scenario.expectation],
          "Passed": rate === null || rate.total === 1
            ? ""
            : `${rate.passed} of ${rate.total} (95 % interval ${percent(rate.low)} to ${percent(rate.high)})`,
          "Time to block": spread(timeToBlockMs, attempts.length),
          "Time to record": spread(timeToRecordMs, attempts.length),
          "Files after it": allFilesInWords(attempts) ?? "",
        }}
      />
      {attempts.length === 0 ? null : <AttemptTimeline scenario={scenario} index={index} />}
      {attempts.length < 3 ? null : <TimeDistribution scenario={scenario} index={index} />}
      {attempts.length === 0 ? null : <AttemptTable scenario={scenario} />}
    </article>
  );
}

function spread(times: ScenarioRecord["timeToBlockMs"], attempts: number): string {
  if (times === null) return "";
  if (attempts === 1) return formatDuration(times.median);
  return `median ${formatDuration(times.median)}, 95th percentile ${formatDuration(times.p95)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function AttemptTable({ scenario }: { readonly scenario: ScenarioRecord }): VNode {
  return (
    <details>
      <summary>Attempts as a table</summary>
      <Wide label={`Attempts at ${scenario.title}`}>
        <table>
          <thead>
            <tr>
              {[
                "Attempt",
                "Verdict",
                "Reason",
                "Trigger ended",
                "Time to block",
                "Time to record",
                "Files after it",
                "Detections",
                "Evidence",
              ]
                .map((name) => <th key={name} scope="col">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {scenario.attempts.map((attempt) => <AttemptRow key={attempt.index} attempt={attempt} />)}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}

function AttemptRow({ attempt }: { readonly attempt: ScenarioRecord["attempts"][number] }): VNode {
  const { child, detections, otherDetections, problems } = attempt;
  return (
    <tr>
      <th scope="row">{attempt.index}</th>
      <td>
        <VerdictBadge verdict={attempt.verdict} />
      </td>
      <td>
        <code>{attempt.reason}</code>
        <br />
        {asSentence(attempt.explanation)}
        {problems.map(({ code, message }) => (
          <p key={code}>
            <code>{code}</code> {message}
          </p>
        ))}
      </td>
      <td class="number">
        {child === null
          ? "never started"
          : `${formatDuration(child.durationMs)}, ${child.signal ?? `exit code ${child.exitCode}`}`}
      </td>
      <td class="number">{formatOptionalDuration(attempt.timeToBlockMs)}</td>
      <td class="number">{formatOptionalDuration(attempt.timeToRecordMs)}</td>
      <td>{filesInWords(attempt) ?? "not known"}</td>
      <td>
        {detections.map(({ name, type, status }, index) => (
          <p key={index}>{name} ({type ?? "no type"}, {status ?? "no status"})</p>
        ))}
        {otherDetections.map(({ name }, index) => <p key={index} class="muted">does not fit: {name}</p>)}
        {detections.length + otherDetections.length === 0 ? "none" : null}
      </td>
      <td>
        {attempt.evidence.map((id) => (
          <p key={id}>
            <a href={`#evidence-${encodeURIComponent(id)}`}>{id}</a>
          </p>
        ))}
      </td>
    </tr>
  );
}
