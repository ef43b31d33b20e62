// How long reports take for a large run: 1,000 attempts and 500 measurements, and an hour of samples.
import { joinPieces } from "../../../reports/fan_out.ts";
import { REPORTERS } from "../../../reports/registry.ts";
import type { ReportContext, Reporter } from "../../../reports/views/reporter.ts";
import { inventedMeasurements } from "../../../reports/invented/measurement.ts";
import { inventedRecord } from "../../../reports/invented/run_records.ts";
import { PLAIN_STYLE } from "../../model/text/style.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Figure } from "./figure.ts";

const ROUNDS = 5;

/** One figure for all reporters but the page (the slowest of them), three for the page with an hour of samples. */
export async function benchReports(): Promise<readonly Figure[]> {
  const record = largeRecord();
  const context = { style: PLAIN_STYLE, bundlePath: null };
  const others = REPORTERS.filter(({ name }) => name !== "html" && name !== "samples-csv");
  const times: { readonly name: string; readonly timeMs: number }[] = [];
  for (const reporter of others) {
    times.push({ name: reporter.name, timeMs: await median(reporter, record, context) });
  }
  const slowest = times.toSorted((a, b) => b.timeMs - a.timeMs)[0] ?? { name: "none", timeMs: 0 };
  return [
    {
      what: `slowest report but the page (${slowest.name})`,
      value: slowest.timeMs,
      unit: "ms",
      limit: 200,
      note: `1,000 attempts, 500 measurements, median of ${ROUNDS}`,
    },
    ...await benchPage(record),
  ];
}

async function benchPage(record: RunRecord): Promise<readonly Figure[]> {
  const html = REPORTERS.find(({ name }) => name === "html");
  const csv = REPORTERS.find(({ name }) => name === "samples-csv");
  if (html === undefined || csv === undefined) throw new Error("Cannot bench reports: a reporter is missing");
  const context = { style: PLAIN_STYLE, bundlePath: null, samples: anHourOfSamples };
  const startedMs = performance.now();
  const page = await render(html, record, context);
  const pageMs = performance.now() - startedMs;
  const heldBefore = Deno.memoryUsage().heapUsed;
  const rendered = await csv.render(record, context);
  let held = 0;
  if (typeof rendered !== "string" && !(rendered instanceof Uint8Array)) {
    for await (const _ of rendered) held = Math.max(held, Deno.memoryUsage().heapUsed - heldBefore);
  }
  const note = "216,000 readings: an hour, six processes, ten a second";
  return [
    { what: "the page", value: pageMs / 1000, unit: "s", limit: 2, note },
    { what: "size of the page", value: page.length / 1e6, unit: "MB", limit: 1.5, note },
    { what: "memory while samples.csv is made", value: held / 1e6, unit: "MB", limit: 50, note },
  ];
}

async function median(reporter: Reporter, record: RunRecord, context: ReportContext): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const startedMs = performance.now();
    await render(reporter, record, context);
    times.push(performance.now() - startedMs);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

async function render(reporter: Reporter, record: RunRecord, context: ReportContext): Promise<string> {
  const rendered = await reporter.render(record, context);
  return typeof rendered === "string" || rendered instanceof Uint8Array
    ? String(rendered)
    : await joinPieces(rendered);
}

function largeRecord(): RunRecord {
  const flaky = inventedRecord("flaky");
  const [first, block, ...rest] = flaky.scenarios;
  if (first === undefined || block === undefined) {
    throw new Error("Cannot bench reports: the invented run has no scenario");
  }
  const attempts = Array.from({ length: 100 }, () => block.attempts).flat().map((one, index) => ({
    ...one,
    index: index + 1,
  }));
  const { measurement, blocks } = inventedRecord("measurement");
  const measurements = Array.from(
    { length: 100 },
    (_, index) => inventedMeasurements().map((one) => ({ ...one, workload: `${one.workload}-${index}` })),
  ).flat();
  return { ...flaky, scenarios: [first, { ...block, attempts }, ...rest], measurement, blocks, measurements };
}

const LABELS = [
  "wdavdaemon",
  "wdavdaemon_enterprise",
  "wdavdaemon_unprivileged",
  "epsext",
  "netext",
  "wdavdaemon edr",
];

async function* anHourOfSamples(): AsyncIterable<string> {
  for (let tick = 0; tick < 36_000; tick++) {
    const processes = LABELS.map((label, pid) => ({
      pid,
      startedAt: "1",
      label,
      cpuMs: tick * (pid + 1) + (tick % 17) / 17,
      bytes: 1e8 + pid * 1e7 + (tick % 500) * 1e4,
    }));
    const arm = Math.floor(tick / 300) % 2 === 0 ? "off" : "on";
    const block = Math.floor(tick / 300);
    yield `${
      JSON.stringify({
        block,
        phase: "compare",
        workload: "idle",
        arm,
        atMs: tick * 100,
        missed: 0,
        processes,
      })
    }\n`;
    if (tick % 1000 === 0) await Promise.resolve();
  }
}
