// Runs of many attempts: judged and reported again from what is stored, and their page. Three sizes show how it grows.
import { htmlReporter } from "../../../reports/formats/html.ts";
import { inventedRecord } from "../../../reports/invented/run_records.ts";
import { stampEvents } from "../../../reports/invented/run_events.ts";
import { hostileBodies } from "../../../reports/invented/hostile_run.ts";
import { foldRun } from "../../model/record/fold.ts";
import type { RunEventBody } from "../../model/record/run_event.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import { PLAIN_STYLE } from "../../model/text/style.ts";
import { MAIN } from "../../testing/e2e/run_bmverify.ts";
import { type CommandCost, costOf } from "./command_cost.ts";
import { type Figure, growthOf } from "./figure.ts";
import { keepManyAttempts } from "./keep_many_attempts.ts";

const SIZES = [250, 500, 1_000];
const LARGEST = Math.max(...SIZES);
const MOST_ON_A_PAGE = 100_000;
const FOLDED = [10_000, 20_000, 40_000];

/** `judge` and `report` of a thousand attempts, the fold of more, and a page of a hundred thousand. */
export async function benchManyAttempts(): Promise<readonly Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-bench-" });
  try {
    const judged: { readonly size: number; readonly cost: CommandCost }[] = [];
    for (const size of SIZES) {
      const bundle = await keepManyAttempts(folder, size);
      judged.push({ size, cost: await costOrFail([MAIN, "judge", bundle]) });
    }
    const largest = judged.at(-1)?.cost;
    const report = await costOrFail([MAIN, "report", `${folder}/attempts-${LARGEST}`, "--quiet"]);
    const note = "stored by a run of the product in virtual time";
    return [
      {
        what: `judge ${LARGEST} attempts`,
        value: largest?.cpuS ?? NaN,
        unit: "s",
        limit: 3,
        note: `CPU; ${note}`,
      },
      {
        what: "the same, memory",
        value: largest?.peakMb ?? NaN,
        unit: "MB",
        limit: 150,
        note: "resident, at most",
      },
      {
        what: "the same, growth",
        value: growthOf(judged.map(({ size, cost }) => ({ size, cost: cost.cpuS }))),
        unit: "(power)",
        limit: 1.2,
        note: `CPU over ${SIZES.join(", ")} attempts`,
      },
      {
        what: `report ${LARGEST} attempts, memory`,
        value: report.peakMb,
        unit: "MB",
        limit: 200,
        note: "all reports",
      },
      { what: "the same, CPU", value: report.cpuS, unit: "s", limit: 10, note: "all reports" },
      benchFold(),
      await benchPage(),
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function costOrFail(argv: readonly [string, ...string[]]): Promise<CommandCost> {
  const cost = await costOf(argv);
  if (cost === null) throw new Error("Cannot count what a command costs: python3 is missing");
  return cost;
}

function benchFold(): Figure {
  const points = FOLDED.map((size) => {
    const events = stampEvents(bodiesOf(size));
    const startedMs = performance.now();
    foldRun(events);
    return { size, cost: performance.now() - startedMs };
  });
  return {
    what: "fold of events, growth",
    value: growthOf(points),
    unit: "(power)",
    limit: 1.2,
    note: `${FOLDED.join(", ")} attempts; the last in ${points.at(-1)?.cost.toFixed(0)} ms`,
  };
}

function bodiesOf(attempts: number): readonly RunEventBody[] {
  return hostileBodies("a").flatMap((body): readonly RunEventBody[] =>
    body.kind === "attempt-judged"
      ? Array.from(
        { length: attempts },
        (_, at) => ({ ...body, attempt: { ...body.attempt, index: at + 1 } }),
      )
      : [body]
  );
}

async function benchPage(): Promise<Figure> {
  const startedMs = performance.now();
  const page = await htmlReporter.render(recordOf(MOST_ON_A_PAGE), { style: PLAIN_STYLE, bundlePath: null });
  return {
    what: `a page of ${MOST_ON_A_PAGE} attempts`,
    value: (performance.now() - startedMs) / 1000,
    unit: "s",
    limit: 10,
    note: `${(String(page).length / 1e6).toFixed(1)} MB`,
  };
}

function recordOf(count: number): RunRecord {
  const record = inventedRecord("flaky");
  const scenarios = record.scenarios.map((scenario) => ({
    ...scenario,
    attempts: Array.from({ length: count }, (_, at) => scenario.attempts[at % scenario.attempts.length])
      .flatMap((attempt, at) => attempt === undefined ? [] : [{ ...attempt, index: at + 1 }]),
  }));
  return { ...record, scenarios };
}
