/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The attempts at a scenario, one a row; what each rests on stands above the table.
import type { VNode } from "preact";
import type { AttemptRecord, ScenarioRecord } from "../../../harness/model/record/run_record.ts";
import { asSentence } from "../../../harness/model/text/sentence.ts";
import { formatDuration, formatOptionalDuration } from "../../views/format_duration.ts";
import { VerdictBadge, Wide } from "../parts.tsx";

/** A page with more can hardly be opened. */
const MOST_ROWS = 1_000;

/** The table, folded. */
export function AttemptTable({ scenario }: { readonly scenario: ScenarioRecord }): VNode {
  const shown = shownOf(scenario.attempts);
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
                "Detections",
              ]
                .map((name) => <th key={name} scope="col">{name}</th>)}
            </tr>
          </thead>
          <tbody>
            {shown.map((attempt) => <AttemptRow key={attempt.index} attempt={attempt} />)}
          </tbody>
        </table>
      </Wide>
      {shown.length === scenario.attempts.length ? null : (
        <p class="note">
          {`${shown.length} of ${scenario.attempts.length} attempts stand here, those that did not pass before others; ` +
            "all of them are in run.json."}
        </p>
      )}
    </details>
  );
}

/** In their order; where there are too many, those that did not pass go before others. */
function shownOf(attempts: readonly AttemptRecord[]): readonly AttemptRecord[] {
  if (attempts.length <= MOST_ROWS) return attempts;
  const others = attempts.filter(({ verdict }) => verdict !== "pass");
  const passing = attempts.filter(({ verdict }) => verdict === "pass");
  const shown = new Set([...others, ...passing].slice(0, MOST_ROWS));
  return attempts.filter((attempt) => shown.has(attempt));
}

function AttemptRow({ attempt }: { readonly attempt: AttemptRecord }): VNode {
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
      <td>
        {detections.map(({ name, type, status }, index) => (
          <p key={index}>{name} ({type ?? "no type"}, {status ?? "no status"})</p>
        ))}
        {otherDetections.map(({ name }, index) => <p key={index} class="muted">does not fit: {name}</p>)}
        {detections.length + otherDetections.length === 0 ? "none" : null}
      </td>
    </tr>
  );
}
