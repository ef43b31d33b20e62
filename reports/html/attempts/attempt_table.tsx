/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// All attempts at a scenario, one a row; what each rests on stands above the table.
import type { VNode } from "preact";
import type { AttemptRecord, ScenarioRecord } from "../../../harness/model/record/run_record.ts";
import { asSentence } from "../../../harness/model/text/sentence.ts";
import { formatDuration, formatOptionalDuration } from "../../views/format_duration.ts";
import { VerdictBadge, Wide } from "../parts.tsx";

/** The table, folded. */
export function AttemptTable({ scenario }: { readonly scenario: ScenarioRecord }): VNode {
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
            {scenario.attempts.map((attempt) => <AttemptRow key={attempt.index} attempt={attempt} />)}
          </tbody>
        </table>
      </Wide>
    </details>
  );
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
