/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The timeline of the attempts at one scenario: how long the trigger ran, when it was killed, when the entry was
// listed, and where the deadline is.
import { highest } from "../../../harness/model/quantile.ts";
import { scaleLinear } from "d3-scale";
import type { VNode } from "preact";
import type { AttemptRecord, ScenarioRecord } from "../../../harness/model/record/run_record.ts";
import { formatDuration } from "../../views/format_duration.ts";
import { Around, at, Chart, type LegendEntry, PLOT, TimeAxis } from "../chart.tsx";
import { Mark } from "../marks.tsx";

/** Heights of a row: in all, to the line of words, and to the bar. */
const ROW = 40;
const WORDS = 14;
const BAR = 28;
const TOP = 4;

/** Rows drawn at most. The table below the chart has them all. */
const MOST_ROWS = 40;

/** Chart of all attempts, the first of many. */
export function AttemptTimeline(
  { scenario, index }: { readonly scenario: ScenarioRecord; readonly index: number },
): VNode {
  const shown = scenario.attempts.slice(0, MOST_ROWS);
  const bottom = TOP + shown.length * ROW;
  // A control has nothing to be in time with.
  const deadlineMs = scenario.expectation === "quiet" ? null : shown[0]?.deadlineMs ?? null;
  const scale = timeScale(shown, deadlineMs);
  const isDeadlineShown = deadlineMs !== null && (scale.domain()[1] ?? 0) * 1000 >= deadlineMs;
  const more = scenario.attempts.length - shown.length;
  return (
    <Chart
      id={`timeline-${index}`}
      title={scenario.attempts.length === 1 ? "What happened when" : "What happened when, attempt by attempt"}
      alternative={shown.map(describe).join(" ")}
      height={bottom + 40}
      legend={legend(shown)}
      source={sourceInWords({ deadlineMs, isDeadlineShown, more })}
    >
      <TimeAxis scale={scale} top={TOP} bottom={bottom} label="seconds after the start of the trigger" />
      {shown.map((attempt, row) => (
        <g key={attempt.index} transform={`translate(0,${TOP + row * ROW})`}>
          <Row attempt={attempt} x={(timeMs) => scale(timeMs / 1000)} />
        </g>
      ))}
      {isDeadlineShown
        ? (
          <line
            x1={at(scale(deadlineMs / 1000))}
            x2={at(scale(deadlineMs / 1000))}
            y1={TOP}
            y2={bottom}
            class="deadline"
          />
        )
        : null}
    </Chart>
  );
}

function sourceInWords(
  { deadlineMs, isDeadlineShown, more }: {
    readonly deadlineMs: number | null;
    readonly isDeadlineShown: boolean;
    readonly more: number;
  },
): string {
  return [
    ...(deadlineMs === null ? [] : [
      `The deadline is ${formatDuration(deadlineMs)} after the start${
        isDeadlineShown ? "" : ", beyond the right end"
      }.`,
    ]),
    ...(more > 0 ? [`${more} more attempts are in the table.`] : []),
    "The data stands below.",
  ].join(" ");
}

function Row(
  { attempt, x }: { readonly attempt: AttemptRecord; readonly x: (timeMs: number) => number },
): VNode {
  const { child, timeToBlockMs, timeToRecordMs } = attempt;
  return (
    <>
      <text x="0" y={WORDS}>Attempt {attempt.index}</text>
      <text x="100%" y={WORDS} text-anchor="end" class={`tone-text-${attempt.verdict}`}>
        {summary(attempt)}
      </text>
      {child === null ? null : (
        <rect
          x={at(x(0))}
          y={BAR - 5}
          width={at(Math.max(0.2, x(child.durationMs) - x(0)))}
          height={10}
          rx={3}
          class="bar"
        />
      )}
      {child !== null && timeToBlockMs === null
        ? (
          <Around share={x(child.durationMs)} y={BAR}>
            <Mark kind="end" />
          </Around>
        )
        : null}
      {timeToBlockMs === null ? null : (
        <Around share={x(timeToBlockMs)} y={BAR}>
          <Mark kind="block" />
        </Around>
      )}
      {timeToRecordMs === null ? null : (
        <Around share={x(timeToRecordMs)} y={BAR}>
          <Mark kind="record" />
        </Around>
      )}
    </>
  );
}

function summary({ child, timeToBlockMs, timeToRecordMs, reason }: AttemptRecord): string {
  if (child === null) return "never started";
  if (timeToBlockMs === null && timeToRecordMs === null) {
    return reason === "quiet-as-expected"
      ? `ran to its end, ${formatDuration(child.durationMs)}`
      : "ran to its end, not listed";
  }
  const blocked = timeToBlockMs === null ? "not killed" : `killed ${formatDuration(timeToBlockMs)}`;
  const recorded = timeToRecordMs === null ? "not listed" : `listed ${formatDuration(timeToRecordMs)}`;
  return `${blocked}, ${recorded}`;
}

function describe(attempt: AttemptRecord): string {
  return `Attempt ${attempt.index}, ${attempt.verdict}: ${summary(attempt)}.`;
}

/** From the start to a little beyond the last thing that happened; as far as the deadline when that is near. */
function timeScale(attempts: readonly AttemptRecord[], deadlineMs: number | null) {
  const times = attempts.flatMap(({ child, timeToBlockMs, timeToRecordMs }) => [
    child?.durationMs ?? 0,
    timeToBlockMs ?? 0,
    timeToRecordMs ?? 0,
  ]);
  const last = highest([1000, ...times]);
  const end = deadlineMs !== null && deadlineMs <= last * 1.5 ? Math.max(last, deadlineMs) : last;
  return scaleLinear().domain([0, end * 1.05 / 1000]).range(PLOT);
}

function legend(attempts: readonly AttemptRecord[]): readonly LegendEntry[] {
  const has = (test: (attempt: AttemptRecord) => boolean) => attempts.some(test);
  const bar = <rect x={-8} y={-4} width={16} height={8} rx={3} class="bar" />;
  return [
    { mark: bar, text: "trigger runs" },
    ...(has(({ timeToBlockMs }) => timeToBlockMs !== null)
      ? [{ mark: <Mark kind="block" />, text: "killed" }]
      : []),
    ...(has(({ timeToRecordMs }) => timeToRecordMs !== null)
      ? [{ mark: <Mark kind="record" />, text: "detection listed" }]
      : []),
    ...(has(({ child, timeToBlockMs }) => child !== null && timeToBlockMs === null)
      ? [{ mark: <Mark kind="end" />, text: "ended by itself" }]
      : []),
  ];
}
