/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The verdicts of all nights in a row: one cell a night, a gap where there was none.
import type { VNode } from "preact";
import type { RunFact } from "../../../reports/facts/fact.ts";
import { Chart } from "../../../reports/html/chart.tsx";
import { type NightAxis, tenth, WIDTH } from "./night_axis.ts";

const HEIGHT = 28;
const VERDICTS = ["pass", "measured", "fail", "inconclusive"] as const;

/** The strip. A night with several runs shows the last one. */
export function NightStrip(
  { runs, axis }: { readonly runs: readonly RunFact[]; readonly axis: NightAxis },
): VNode {
  const last = [...new Map(runs.map((run) => [run.night, run])).values()];
  const cells = (verdict: RunFact["verdict"]) =>
    last.filter((run) => run.verdict === verdict).map(({ night }) => {
      const gap = Math.min(1, axis.step / 5);
      return `M${tenth(axis.place(night) + gap)},1h${tenth(axis.step - 2 * gap)}v${HEIGHT - 2}h-${
        tenth(axis.step - 2 * gap)
      }z`;
    }).join("");
  const counts = VERDICTS.map((verdict) =>
    [verdict, last.filter((run) => run.verdict === verdict).length] as const
  )
    .filter(([, count]) => count > 0).map(([verdict, count]) => `${count} ${verdict}`).join(", ");
  const gaps = axis.count - last.length;
  return (
    <Chart
      id="nights-strip"
      title={`Verdicts, ${axis.first} to ${axis.last}`}
      alternative={`${counts}${gaps === 0 ? "" : `, ${gaps} nights without a run`}.`}
      height={HEIGHT}
      source={`${counts}${
        gaps === 0 ? "" : `; ${gaps} nights without a run are gaps`
      }; inconclusive ones are hollow.`}
    >
      <svg width="100%" height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
        {VERDICTS.map((verdict) => (
          <path
            key={verdict}
            d={cells(verdict)}
            class={`night night-${verdict}`}
          />
        ))}
      </svg>
    </Chart>
  );
}
