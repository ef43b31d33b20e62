import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { BlockRecord } from "../../harness/model/record/measurement.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { feedbackMarkdownReporter } from "../formats/feedback_markdown.ts";
import { feedbackTextReporter } from "../formats/feedback_text.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

const context = { style: PLAIN_STYLE, bundlePath: "/home/kim/reports/out/r1" };
const measured = (change: Partial<Omit<RunRecord, "enablement" | "restore">> = {}): RunRecord => ({
  ...inventedRecord("measurement"),
  simulated: false,
  ...change,
});
const textOf = (record: RunRecord) => String(feedbackTextReporter.render(record, context));
const markdownOf = (record: RunRecord) => String(feedbackMarkdownReporter.render(record, context));
const bothOf = (record: RunRecord) => [textOf(record), markdownOf(record)];

/** The measurement with another plan or outcome. */
function changed(
  change: { readonly plan?: Partial<Plan["plan"]>; readonly outcome?: Partial<NonNullable<Plan["outcome"]>> },
): RunRecord {
  const { measurement } = measured();
  assert(measurement !== null && measurement.outcome !== null);
  return measured({
    measurement: {
      plan: { ...measurement.plan, ...change.plan },
      outcome: { ...measurement.outcome, ...change.outcome },
    },
  });
}
type Plan = NonNullable<RunRecord["measurement"]>;

Deno.test("the feedback has what an engineer asks for: machine, agent, definitions, what was run, effects, raw data", () => {
  const { device, measurements } = measured();
  const effect = measurements.find(({ conclusion }) => conclusion === "costs")?.words ?? "";
  for (const text of bothOf(measured())) {
    for (
      const fact of [
        device.appVersion,
        device.engineVersion,
        "1.431.184.0",
        device.osVersion,
        "samples.ndjson",
      ]
    ) {
      assertStringIncludes(text.replaceAll("\\_", "_"), fact ?? "?");
    }
    assertStringIncludes(text, effect.split(" (")[0] ?? "?");
    assertMatch(text, /\(.+ to .+ % of a core/, "an effect without its interval");
    assertMatch(text, /bmverify measure .*--workload idle,file-churn .*--blocks \d+ .*--seed 1/);
  }
});

Deno.test("feedback.txt has no table and no markup, feedback.md a table", () => {
  assertEquals(/^\||\*\*|^#|`/m.test(textOf(measured())), false);
  assertMatch(markdownOf(measured()), /^\| Workload \| What \| Off \| On \| Found \|$/m);
});

Deno.test("the feedback marks the places for the person's own words", () => {
  assertEquals([...textOf(measured()).matchAll(/^\[YOUR WORDS: .+\]$/gm)].length, 4);
  assertEquals([...markdownOf(measured()).matchAll(/\*\*\[Your words: .+\]\*\*/g)].length, 4);
});

Deno.test("the feedback explains each workload in a line, with the thread that speaks of it", () => {
  const workloads = [
    {
      id: "file-churn",
      title: "Create many files",
      size: "300 files",
      complaint: "https://example.com/issues/9047",
    },
  ];
  const [text = ""] = bothOf(changed({ outcome: { workloads } }));
  assertStringIncludes(
    text,
    "- file-churn: Create many files, 300 files a repetition (people complain of it: https://example.com/issues/9047)",
  );
});

Deno.test("the feedback holds no identifier, name or path, whatever holds them", () => {
  const { device } = measured();
  const named = {
    ...device,
    hostName: "kims-mac.example.org",
    orgId: "5a1c9f7e-4d0b-4a57-9f0e-3d2b7c6e8a10",
    edrMachineId: "9d1f0e2c3b4a59687766554433221100ffeeddcc",
    user: { id: 501, name: "kimberley", startedBy: "kimberley" },
  };
  const counters: BlockRecord["counters"] = [
    { name: null, path: "/Users/kimberley/secret/tool", filesScanned: 9, scanTimeNs: 5e6 },
    { name: "tool of kimberley", path: "/opt/secret", filesScanned: 8, scanTimeNs: 5e6 },
  ];
  const blocks = measured().blocks.map((block) => ({ ...block, counters }));
  const { measurement } = changed({
    outcome: {
      folder: "/Users/kimberley/code",
      notes: ['Nothing below "/Users/kimberley/code" is excluded on kims-mac, nor ~/code/other'],
      skipped: [{ workload: "build", reason: "no compiler in /opt/kim/bin" }],
    },
  });
  const record = measured({ device: named, blocks, measurement, explanation: "See /var/log/agent.log" });
  const nothing = measured({
    device: named,
    measurements: [],
    explanation: "See /var/log/agent.log on kims-mac",
  });
  for (const text of [...bothOf(record), ...bothOf(nothing)]) {
    for (
      const secret of [
        "kims-mac",
        "kimberley",
        "5a1c9f7e",
        "9d1f0e2c",
        "/Users",
        "/opt",
        "/var",
        "~/",
        "/home/kim",
      ]
    ) {
      assertEquals(text.includes(secret), false, `${secret} stands in:\n${text}`);
    }
  }
  assertStringIncludes(textOf(record), "no compiler in (path)");
});

Deno.test("what must not be sent says so first: simulated, quick, changed", () => {
  for (const text of bothOf(measured({ simulated: true }))) {
    assertStringIncludes(text, "DO NOT SEND THIS: THE DEVICE WAS");
  }
  for (const text of bothOf(measured({ unverified: ["run.json"] }))) {
    assertStringIncludes(text, "THE BUNDLE WAS CHANGED");
  }
  for (const text of bothOf(measured())) assertEquals(text.includes("DO NOT SEND"), false);
  const quick = changed({ plan: { quick: true } });
  for (const line of textOf(quick).split("\n").filter((line) => line !== "")) {
    assertStringIncludes(line, "[quick look, no evidence]");
  }
  const rows = markdownOf(quick).split("\n").filter((line) => line.startsWith("| `"));
  assert(rows.length > 0 && rows.every((row) => row.includes("quick look, no evidence")));
});

Deno.test("the feedback says what the measurement is not", () => {
  const texts = [
    [changed({ outcome: { complete: false } }), "Incomplete: it ended after"],
    [changed({ outcome: { incomparableBecause: ["on battery"] } }), "Not compared: on battery."],
    [changed({ plan: { arms: "current" } }), "Behavior monitoring was not switched"],
    [changed({ outcome: { source: "ps" } }), "whose CPU times are coarse"],
    [measured({ measurements: [], explanation: "No agent." }), "No agent."],
  ] as const;
  for (const [record, words] of texts) for (const text of bothOf(record)) assertStringIncludes(text, words);
});

Deno.test("the command to repeat holds budgets as they are read, and no place of this machine", () => {
  const budgets = [
    { key: "cpu.mean", limit: 5, unit: "percent-of-core" },
    { key: "footprint.peak@wdav daemon", limit: 600e6, unit: "bytes" },
    { key: "slowdown", limit: 0.1, unit: "share" },
  ] as const;
  const record = changed({ plan: { budgets, nullStretch: true } });
  const { device } = record;
  const placed = {
    ...record,
    device: { ...device, chosenBy: { out: "/home/kim/out", state: "/s", sudo: true } },
  };
  const text = textOf(placed);
  assertStringIncludes(text, "--null --budget cpu.mean=5 --budget 'footprint.peak@wdav daemon=600000000B'");
  assertStringIncludes(text, "--budget slowdown=10%");
  assertStringIncludes(text, "sudo bmverify measure");
  assertEquals(/--out|--state/.test(text), false);
});

Deno.test("nothing that a device says becomes markup of feedback.md, nor a line of its own", () => {
  const record = measured();
  const words = "+ <b>1</b> | [x](y)\n# heading";
  const hostile = {
    ...record,
    measurements: record.measurements.map((one) => ({ ...one, process: "agent", words })),
  };
  const text = markdownOf(hostile);
  assertEquals(/<b>|\]\(y\)|^# heading/m.test(text.replaceAll("\\]", "")), false);
  assertEquals(/^# heading/m.test(textOf(hostile)), false);
});

Deno.test("the feedback says from what size on a change counts, as the measurement had it", () => {
  for (const text of bothOf(measured())) {
    assertStringIncludes(
      text,
      "too small to count (0.500 % of a core of CPU, 2.00 MB of memory, 1.93 % of a time)",
    );
  }
});

Deno.test("the feedback says how loaded the machine was, what reading cost and what was not read", () => {
  const { blocks } = measured();
  const loaded = blocks.map((block, place) => ({
    ...block,
    samples: { ...block.samples, cores: 2 },
    machine: { ...block.machine, load1: 1 + place / 2 },
  }));
  const { measurement } = changed({
    outcome: { sampler: { cpuMs: 400, wallMs: 100_000, ticks: 990, missed: 10 } },
  });
  const [text = ""] = bothOf(measured({ blocks: loaded, measurement }));
  assertMatch(text, /^- Load: 1\.00 to [\d.]+ on 2 cores, as averages of a minute after each block$/m);
  assertStringIncludes(text, "Reading them took 0.400 % of a core, which is in none of the figures.");
  assertStringIncludes(text, "10 of 1000 readings did not come in time; nothing stands in for them.");
});

Deno.test("the feedback gives counters in the words of the agent, numbers and times as people read them", () => {
  const blocks = measured().blocks.map((block) => ({
    ...block,
    counters: [{ name: "git", path: "/usr/bin/git", filesScanned: 14_898, scanTimeNs: 83_457_250 }],
    behaviorCounters: [{
      name: "git",
      path: null,
      counts: { "Total events": 1_234_567, "Scan time (ns)": 2.5e9 },
    }],
  }));
  const text = textOf(measured({ blocks }));
  assertStringIncludes(text, "- git: off 14,898 files in 83 ms; on 14,898 files in 83 ms");
  assertStringIncludes(
    text,
    "- git: off Total events 1,234,567, Scan time 2.50 s; on Total events 1,234,567",
  );
});
