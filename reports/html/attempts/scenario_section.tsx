/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Scenarios, the worst first: what each wanted to see, and for each attempt what was seen, when, and what shows it.
import type { VNode } from "preact";
import type { RunRecord, ScenarioRecord } from "../../../harness/model/record/run_record.ts";
import { asSentence } from "../../../harness/model/text/sentence.ts";
import { formatDuration } from "../../views/format_duration.ts";
import { variantInWords } from "../../views/trigger_words.ts";
import { type SkippedTogether, skippedTogether } from "../../views/skipped_together.ts";
import { AttemptDetails } from "./attempt_details.tsx";
import { AttemptTable } from "./attempt_table.tsx";
import { AttemptTimeline } from "./attempt_timeline.tsx";
import { type PageMaterial, worstFirst } from "../page_material.ts";
import { Facts, Section, VerdictBadge } from "../parts.tsx";
import { TimeDistribution } from "./time_distribution.tsx";

/** Section `scenarios`. */
export function ScenarioSection(
  { record, material }: { readonly record: RunRecord; readonly material: PageMaterial },
): VNode | null {
  // A run that only measures has no scenarios, and nobody misses them.
  if (record.scenarios.length === 0 && record.measurement !== null) return null;
  const passed = record.scenarios.filter(({ verdict }) => verdict === "pass").length;
  return (
    <Section id="scenarios" title="Scenarios" count={`${passed} of ${record.scenarios.length} passed`}>
      {record.scenarios.length === 0 ? <p>No scenario was reached.</p> : null}
      {worstFirst(record).filter(({ verdict }) => verdict !== "skipped").map((scenario, index) => (
        <Scenario
          key={scenario.id}
          scenario={scenario}
          index={index}
          material={material}
          variant={variantInWords(record.options)}
        />
      ))}
      {skippedTogether(record.scenarios).map((group) => <Skipped key={group[0].id} group={group} />)}
    </Section>
  );
}

/** Why they were skipped stands there once. */
function Skipped({ group }: { readonly group: SkippedTogether }): VNode {
  const [{ reason, explanation }] = group;
  return (
    <article class="scenario tone-skipped" aria-label={`Skipped: ${reason}`}>
      <h3>
        <VerdictBadge verdict="skipped" /> {group.length === 1 ? group[0].title : `${group.length} scenarios`}
      </h3>
      <p>{asSentence(explanation)}</p>
      <Facts facts={{ "Reason": <code>{reason}</code> }} />
      <ul>
        {group.map(({ id, title }) => (
          <li key={id}>
            <code>{id}</code>: {title}
          </li>
        ))}
      </ul>
    </article>
  );
}

const EXPECTED: Readonly<Record<ScenarioRecord["expectation"], string>> = {
  "blocked-and-recorded": "the trigger is killed and a detection is recorded",
  "file-removed-and-recorded": "the file is removed and a detection is recorded",
  quiet: "nothing: this is a control",
};

interface ScenarioProps {
  readonly scenario: ScenarioRecord;
  readonly index: number;
  readonly material: PageMaterial;
  readonly variant: string | null;
}

function Scenario({ scenario, index, material, variant }: ScenarioProps): VNode {
  const { attempts, rate, timeToBlockMs, timeToRecordMs, detection } = scenario;
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
          "Expected": attempts.length === 0 ? "" : EXPECTED[scenario.expectation],
          "Looked for": detection === undefined || attempts.length === 0
            ? ""
            : `${detection.name} (${detection.type})`,
          "Passed": rate === null || rate.total === 1
            ? ""
            : `${rate.passed} of ${rate.total} (95 % interval ${percent(rate.low)} to ${percent(rate.high)})`,
          "Time to block": spread(timeToBlockMs, attempts.length),
          "Time to record": spread(timeToRecordMs, attempts.length),
        }}
      />
      {attempts.length === 0 ? null : <AttemptTimeline scenario={scenario} index={index} />}
      {attempts.length < 3 ? null : <TimeDistribution scenario={scenario} index={index} />}
      <Proofs scenario={scenario} material={material} variant={variant} />
      {attempts.length < 2 ? null : <AttemptTable scenario={scenario} />}
    </article>
  );
}

/** Attempts that are open from the start, of those that do not pass. */
const MOST_OPEN = 3;

function Proofs({ scenario, material: { proofs, outputs }, variant }: Omit<ScenarioProps, "index">): VNode {
  const mine = proofs.filter(({ scenarioId }) => scenarioId === scenario.id);
  const more = scenario.attempts.length - mine.length;
  // A control that only lacks a demonstration beside it has nothing of its own to show.
  const isCalm = scenario.expectation === "quiet" && scenario.verdict !== "fail";
  const opens = isCalm ? 0 : scenario.verdict === "pass" ? 1 : MOST_OPEN;
  return (
    <>
      {mine.map(({ index, proof }, position) => {
        const attempt = scenario.attempts.find((one) => one.index === index);
        return attempt === undefined ? null : (
          <AttemptDetails
            key={index}
            {...{ attempt, proof, outputs, variant }}
            isOnly={scenario.attempts.length === 1}
            open={position < opens}
          />
        );
      })}
      {more === 0 ? null : <p class="note">{`${more} more attempts are in the table and in the bundle.`}</p>}
    </>
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
