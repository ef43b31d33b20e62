// Metrics for the textfile collector of node_exporter. Base units, no time stamps of their own (the collector refuses
// them), a time of the run as a metric instead, so that a stale file can be seen.
import { noticeOf } from "../views/notice_of.ts";
import { blockingPrerequisites } from "../../harness/model/prerequisite.ts";
import type { Unit } from "../../harness/model/text/format_quantity.ts";
import type { MeasurementRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord, ScenarioRecord } from "../../harness/model/record/run_record.ts";
import { unitOfMeasurement } from "../views/measurement_words.ts";
import { printableLine } from "../../harness/model/text/printable.ts";
import type { Reporter } from "../views/reporter.ts";

/** `metrics`: `metrics.prom`. */
export const metricsReporter: Reporter = {
  name: "metrics",
  fileName: "metrics.prom",
  readers: "Prometheus, by the textfile collector of node_exporter",
  render: (record) => familiesOf(record).filter(({ samples }) => samples.length > 0).map(familyText).join(""),
};

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

interface Family {
  /** Without the prefix. */
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

function familiesOf(record: RunRecord): readonly Family[] {
  return [
    ...runFamilies(record),
    ...prerequisiteFamilies(record),
    ...scenarioFamilies(record),
    ...costFamilies(record),
  ];
}

function runFamilies(record: RunRecord): readonly Family[] {
  const { device, verdict, reason, restore, simulated, startedAt, finishedAt, durationMs, exitCode } = record;
  const one = (value: number | null, labels: Labels = {}) => value === null ? [] : [{ labels, value }];
  const info = {
    app_version: device.appVersion ?? "",
    release_ring: device.releaseRing ?? "",
    platform: device.platform,
    os_version: device.osVersion ?? "",
    policy: record.policy.id,
    policy_why: record.policy.why ?? "",
    tool_version: record.tool.version,
    profile: device.profile ?? "",
    notice: noticeOf(record) ?? "",
  };
  return [
    { name: "run_info", help: "Facts of the device and of the run; always 1.", samples: one(1, info) },
    {
      name: "simulated",
      help: "1 when the device is simulated and says nothing about a real one.",
      samples: one(simulated ? 1 : 0),
    },
    {
      name: "quick_look",
      help: "1 when the cost was only looked at quickly, which is no evidence.",
      samples: one(record.measurement === null ? null : record.measurement.plan.quick ? 1 : 0),
    },
    {
      name: "unverified",
      help: "1 when the bundle was changed and nothing in it is to be believed.",
      samples: one(record.unverified.length > 0 ? 1 : 0),
    },
    {
      name: "run_verdict",
      help: "1 for the verdict of the last run, 0 for the others.",
      samples: ["pass", "fail", "inconclusive", "measured"].map((word) => ({
        labels: { verdict: word },
        value: word === verdict ? 1 : 0,
      })),
    },
    { name: "run_reason", help: "Why the last run got its verdict; always 1.", samples: one(1, { reason }) },
    { name: "run_exit_code", help: "Exit code of the last run.", samples: one(exitCode) },
    {
      name: "run_start_timestamp_seconds",
      help: "When the last run started.",
      samples: one(seconds(Date.parse(startedAt))),
    },
    {
      name: "run_end_timestamp_seconds",
      help: "When the last run ended; absent when it did not.",
      samples: one(finishedAt === null ? null : seconds(Date.parse(finishedAt))),
    },
    {
      name: "run_duration_seconds",
      help: "How long the last run took.",
      samples: one(durationMs === null ? null : seconds(durationMs)),
    },
    {
      name: "device_restored",
      help: "1 when the device was left as it was found.",
      samples: one(restore.status === "failed" ? 0 : 1),
    },
  ];
}

function prerequisiteFamilies({ prerequisites }: RunRecord): readonly Family[] {
  const blocking = blockingPrerequisites(prerequisites);
  return [
    {
      name: "prerequisite_met",
      help: "1 when the prerequisite is met; absent when it could not be read.",
      samples: prerequisites.filter(({ status }) => status !== "unknown").map(({ id, severity, status }) => ({
        labels: { prerequisite: id, severity },
        value: status === "met" ? 1 : 0,
      })),
    },
    {
      name: "prerequisite_blocks",
      help: "1 when the prerequisite keeps the run from triggering.",
      samples: prerequisites.map((one) => ({
        labels: { prerequisite: one.id },
        value: blocking.includes(one) ? 1 : 0,
      })),
    },
  ];
}

function scenarioFamilies({ scenarios }: RunRecord): readonly Family[] {
  const each = (value: (scenario: ScenarioRecord) => number | null): readonly Sample[] =>
    scenarios.flatMap((scenario) => {
      const number = value(scenario);
      return number === null ? [] : [{ labels: { scenario: scenario.id }, value: number }];
    });
  const spread = (
    pick: (scenario: ScenarioRecord) => ScenarioRecord["timeToBlockMs"],
    of: "median" | "p95",
  ) =>
    each((scenario) => {
      const times = pick(scenario);
      return times === null ? null : seconds(times[of]);
    });
  return [
    {
      name: "scenario_verdict",
      help: "1 for the verdict of the scenario, 0 for the others.",
      samples: scenarios.flatMap(({ id, verdict }) =>
        ["pass", "fail", "inconclusive", "skipped"].map((word) => ({
          labels: { scenario: id, verdict: word },
          value: word === verdict ? 1 : 0,
        }))
      ),
    },
    {
      name: "scenario_attempts",
      help: "Attempts that were judged.",
      samples: each(({ rate }) => rate?.total ?? null),
    },
    {
      name: "scenario_attempts_passed",
      help: "Attempts that passed.",
      samples: each(({ rate }) => rate?.passed ?? null),
    },
    ...TIMES.flatMap(([name, what, key]) =>
      (["median", "p95"] as const).map((quantile): Family => ({
        name: `scenario_${name}_${quantile}_seconds`,
        help: `${quantile === "median" ? "Median" : "95th percentile"} of ${what}.`,
        samples: spread((scenario) => scenario[key], quantile),
      }))
    ),
  ];
}

const TIMES = [
  ["time_to_block", "trigger start to its end by the agent", "timeToBlockMs"],
  ["time_to_record", "trigger start to the first listing with the entry", "timeToRecordMs"],
] as const;

/** Names of base units, and how many of ours make one. */
const BASE_UNITS: Readonly<Record<Unit, readonly [suffix: string, perBase: number]>> = {
  "percent-of-core": ["cores", 100],
  bytes: ["bytes", 1],
  "bytes-per-minute": ["bytes_per_second", 60],
  ms: ["seconds", 1000],
  "per-second": ["per_second", 1],
  milliwatts: ["watts", 1000],
  count: ["count", 1],
};

function costFamilies({ measurement, measurements }: RunRecord): readonly Family[] {
  if (measurement === null) return [];
  const groups = Map.groupBy(measurements, (one) => unitOfMeasurement(one));
  const shifts = [...groups].map(([unit, group]): Family => {
    const [suffix, perBase] = BASE_UNITS[unit];
    return {
      name: `cost_shift_${suffix}`,
      help: "What behavior monitoring adds: on minus off, Hodges-Lehmann.",
      samples: group.flatMap(({ shift, ...one }) =>
        shift === null ? [] : [{ labels: costLabels(one), value: shift.value / perBase }]
      ),
    };
  });
  return [
    ...shifts,
    {
      name: "cost_told",
      help: "1 when the comparison came to a conclusion.",
      samples: measurements.map((one) => ({
        labels: costLabels(one),
        value: one.conclusion === "cannot tell" || one.conclusion === "not compared" ? 0 : 1,
      })),
    },
    {
      name: "budget_met",
      help: "1 when the budget is met, 0 when it is exceeded; absent when that cannot be told.",
      samples: (measurement.outcome?.budgets ?? []).filter(({ verdict }) => verdict !== "cannot tell").map((
        { key, verdict },
      ) => ({
        labels: { budget: key },
        value: verdict === "met" ? 1 : 0,
      })),
    },
  ];
}

function costLabels(
  { workload, metric, process }: Pick<MeasurementRecord, "workload" | "metric" | "process">,
): Labels {
  return { workload, metric, process: process ?? "" };
}

function familyText({ name, help, samples }: Family): string {
  const full = `bmverify_${name}`;
  const lines = samples.map(({ labels, value }) => `${full}${labelText(labels)} ${value}`);
  return [`# HELP ${full} ${help}`, `# TYPE ${full} gauge`, ...lines].map((line) => `${line}\n`).join("");
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escapeLabel(value: string): string {
  return printableLine(value, 200).replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function seconds(timeMs: number): number {
  return timeMs / 1000;
}
