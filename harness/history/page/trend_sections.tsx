/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The charts of the trend page: times and costs.
import type { VNode } from "preact";
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { Section } from "../../../reports/html/parts.tsx";
import { formatDuration } from "../../../reports/views/format_duration.ts";
import { median } from "../../model/quantile.ts";
import { formatQuantity, type Unit } from "../../model/text/format_quantity.ts";
import { seriesName } from "../comparing/compare_runs.ts";
import type { CostFinding } from "../gate/judge_costs.ts";
import { GATE_STATES } from "../gate/judge_history.ts";
import type { Acceptance } from "../nights/device_history.ts";
import type { NightAxis } from "./night_axis.ts";
import { NightChart, type NightPoint } from "./night_chart.tsx";

/** Charts of costs; the others stand in the table. */
const MOST_CHARTS = 10;

/** What every section is made of. */
export interface TrendMaterial {
  /** Oldest first. */
  readonly nights: readonly FactsOfRun[];
  readonly axis: NightAxis;
  readonly marks: readonly string[];
  readonly accepted: readonly Acceptance[];
  readonly costs: readonly CostFinding[];
}

/** Time to block and to record of what was blocked, the median of each night. */
export function TimeSection({ nights, ...frame }: TrendMaterial): VNode | null {
  const blocked = pointsOf(nights, ({ blockMs }) => blockMs);
  const recorded = pointsOf(nights, ({ recordMs }) => recordMs);
  if (blocked.length === 0) return null;
  const bands: readonly never[] = [];
  const common = { ...chartFrame(frame), bands, format: formatDuration };
  return (
    <Section id="times" title="Times">
      <NightChart
        {...common}
        id="block"
        title="Time to block"
        points={blocked}
        words={spanInWords(blocked)}
      />
      {recorded.length === 0 ? null : (
        <NightChart
          {...common}
          id="record"
          title="Time to record"
          points={recorded}
          words={spanInWords(recorded)}
        />
      )}
    </Section>
  );
}

function chartFrame({ axis, marks, accepted }: Pick<TrendMaterial, "axis" | "marks" | "accepted">) {
  return { axis, marks, accepted: accepted.map(({ run }) => nightOfRun(run)) };
}

/** Run ids begin with their time in UTC; good to a day, which is what a mark shows. */
function nightOfRun(run: string): string {
  return `${run.slice(0, 4)}-${run.slice(4, 6)}-${run.slice(6, 8)}`;
}

function pointsOf(
  nights: readonly FactsOfRun[],
  read: (attempt: FactsOfRun["attempts"][number]) => number | null,
): readonly NightPoint[] {
  return nights.flatMap(({ run, attempts }): NightPoint[] => {
    const times = attempts.filter(({ verdict }) => verdict === "pass").map(read).filter((time) =>
      time !== null
    );
    const value = median(times);
    if (value === null) return [];
    return [{ night: run.night, value, low: Math.min(...times), high: Math.max(...times) }];
  });
}

function spanInWords(points: readonly NightPoint[]): string {
  const values = points.map(({ value }) => value);
  const middle = median(values);
  return `Median of ${points.length} nights ${middle === null ? "" : formatDuration(middle)}, ${
    formatDuration(Math.min(...values))
  } to ${
    formatDuration(Math.max(...values))
  }. Bars reach from the shortest to the longest attempt of a night.`;
}

/** The shift of each series with its interval, the most telling first. */
export function CostTrendSection({ nights, costs, ...frame }: TrendMaterial): VNode | null {
  const names = [...new Set(nights.flatMap((night) => night.costs.map(seriesName)))];
  if (names.length === 0) return null;
  const rank = (name: string) => {
    const found = costs.find(({ series }) => series === name);
    return found === undefined ? GATE_STATES.length : GATE_STATES.indexOf(found.state);
  };
  const isMain = (name: string) => name.endsWith(" of agent") || !name.includes(" of ");
  const order = names.toSorted((a, b) => rank(a) - rank(b) || Number(isMain(b)) - Number(isMain(a)));
  return (
    <Section id="costs" title="Cost of behavior monitoring" count={`${names.length} series`}>
      <p>
        Each point is one night's own difference, behavior monitoring on minus off, so that what slows the
        whole machine cancels out. Bands: where a series changed, as narrowly as can be told.
      </p>
      {order.slice(0, MOST_CHARTS).map((name, index) => (
        <CostChart
          key={name}
          id={`cost-${index}`}
          name={name}
          nights={nights}
          finding={costs.find(({ series }) => series === name) ?? null}
          {...chartFrame(frame)}
        />
      ))}
      {order.length > MOST_CHARTS
        ? <p>{order.length - MOST_CHARTS} more series are in "bmverify history gate --json".</p>
        : null}
    </Section>
  );
}

interface CostChartProps extends ReturnType<typeof chartFrame> {
  readonly id: string;
  readonly name: string;
  readonly nights: readonly FactsOfRun[];
  readonly finding: CostFinding | null;
}

function CostChart({ id, name, nights, finding, ...frame }: CostChartProps): VNode | null {
  const rows = nights.flatMap(({ run, costs }) =>
    costs.filter((cost) => cost.comparable && seriesName(cost) === name).map((cost) => ({
      night: run.night,
      cost,
    }))
  );
  const points = rows.flatMap(({ night, cost: { shift, low, high } }): NightPoint[] =>
    shift === null ? [] : [{ night, value: shift, low, high }]
  );
  const unit = rows[0]?.cost.unit as Unit | undefined;
  if (points.length === 0 || unit === undefined) return null;
  return (
    <NightChart
      {...frame}
      id={id}
      title={name}
      points={points}
      bands={(finding?.changes ?? []).map(({ low, high }) => ({ low: low.night, high: high.night }))}
      format={(value) => formatQuantity(value, unit)}
      words={findingInWords(finding, points.length, unit)}
    />
  );
}

function findingInWords(finding: CostFinding | null, nights: number, unit: Unit): string {
  if (finding === null) return `${nights} nights; none of them tonight.`;
  const { state, baseline, level, changes } = finding;
  const words = (value: number | null) => value === null ? "not known" : formatQuantity(value, unit);
  const told = changes.map(({ at, by }) => `${by > 0 ? "+" : ""}${formatQuantity(by, unit)} at ${at.night}`);
  return `${state}: ${finding.nights} comparable nights, level ${words(level)}, held against ${
    words(baseline)
  }${told.length === 0 ? "; no change point" : `; changes: ${told.join(", ")}`}.`;
}
