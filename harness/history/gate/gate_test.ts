// The gate over invented histories: what is a regression, what is none, and what cannot be told.
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { seededRandom } from "../../cost/statistics/seeded_random.ts";
import { type InventedNight, inventedNight } from "../../testing/invented_facts.ts";
import { type Acceptance, deviceHistories, type DeviceHistory } from "../nights/device_history.ts";
import { firstBad } from "./first_bad.ts";
import { gateInWords } from "./gate_words.ts";
import { judgeHistory } from "./judge_history.ts";

function historyOf(nights: readonly FactsOfRun[], accepted: readonly Acceptance[] = []): DeviceHistory {
  const [history, ...others] = deviceHistories(nights, accepted);
  if (history === undefined || others.length > 0) throw new Error("These are not the nights of one device");
  return history;
}

function nightsOf(count: number, night: (index: number) => InventedNight): readonly FactsOfRun[] {
  return Array.from({ length: count }, (_, index) => inventedNight(index, night(index)));
}

/** Nights whose agent costs what `level` says, with the noise of a night. */
function measured(
  count: number,
  level: (index: number) => number,
  more: InventedNight = {},
): readonly FactsOfRun[] {
  const random = seededRandom(5);
  const noise = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return nightsOf(count, (index) => ({ shifts: { agent: level(index) + 0.15 * noise() }, ...more }));
}

const DEMONSTRATION = "behavior-monitoring.change-file-test";

function verdictOf(verdicts: string) {
  const words = { p: "pass", f: "fail", i: null } as const;
  const history = historyOf(
    nightsOf(verdicts.length, (index) => ({ verdict: words[verdicts[index] as keyof typeof words] })),
  );
  return judgeHistory(history).scenarios.find(({ scenario }) => scenario === DEMONSTRATION);
}

Deno.test("a demonstration that passed every night and fails is a regression at once, and stays one", () => {
  assertEquals(verdictOf("pppppppf")?.state, "regression");
  assertEquals(verdictOf("ppf")?.state, "regression");
  const third = verdictOf("pppppppfff");
  assertEquals([third?.state, third?.failing, third?.since?.night], ["regression", 3, "2026-01-08"]);
  assertEquals(verdictOf("ppppipf")?.state, "regression");
});

Deno.test("a verdict that is not there, or that nothing is known before, cannot be told", () => {
  assertEquals(verdictOf("pppi")?.state, "cannot tell");
  assertEquals(verdictOf("f")?.state, "cannot tell");
  assertEquals(verdictOf("fff")?.state, "cannot tell");
  assertEquals(verdictOf("fffp")?.state, "steady");
});

Deno.test("what failed now and then is suspect, until it fails more often than chance gives", () => {
  assertEquals(verdictOf("pfpfpppf")?.state, "suspect");
  assertEquals(verdictOf("pfpppppfffffffff")?.state, "regression");
});

Deno.test("a device that was not restored is a regression, whatever its verdict", () => {
  const nights = [
    ...nightsOf(3, () => ({})),
    inventedNight(3, { run: { restore: "failed", mend: "bmverify restore" } }),
  ];
  const finding = judgeHistory(historyOf(nights));
  assertEquals(finding.state, "regression");
  assertStringIncludes(gateInWords(finding), "the device was not restored; run bmverify restore");
});

const costOf = (nights: readonly FactsOfRun[], accepted: readonly Acceptance[] = []) =>
  judgeHistory(historyOf(nights, accepted)).costs[0];

Deno.test("fewer than ten comparable nights tell nothing of a cost", () => {
  assertEquals(costOf(measured(9, () => 2))?.state, "cannot tell");
  assertEquals(costOf(measured(10, () => 2))?.state, "steady");
  const finding = judgeHistory(historyOf(measured(9, () => 2)));
  assertEquals(finding.state, "cannot tell");
});

Deno.test("nights on another machine, source of power or plan are not counted", () => {
  const others = measured(12, () => 2, { run: { power: "battery" } });
  const last = measured(14, () => 2).slice(12);
  const cost = costOf([...others, ...last]);
  assertEquals([cost?.state, cost?.nights], ["cannot tell", 2]);
});

Deno.test("one night beyond is suspect, and never a regression", () => {
  const cost = costOf(measured(40, (index) => index === 39 ? 9 : 2));
  assertEquals([cost?.state, cost?.since], ["suspect", null]);
  assertEquals(costOf(measured(40, (index) => index === 38 ? 9 : 2))?.state, "steady");
});

Deno.test("a rise of some nights is a regression, with the night it began", () => {
  const cost = costOf(measured(45, (index) => index < 40 ? 2 : 3));
  assertEquals([cost?.state, cost?.since?.at.night], ["regression", "2026-02-10"]);
  assertEquals(Math.round(cost?.level ?? 0), 3);
});

Deno.test("a rise that is too small to count is none, and a fall is none", () => {
  assertEquals(costOf(measured(60, (index) => index < 30 ? 2 : 2.4))?.state, "steady");
  assertEquals(costOf(measured(60, (index) => index < 30 ? 3 : 2))?.state, "steady");
});

Deno.test("what became cheaper must not become dear again unseen", () => {
  const cost = costOf(measured(75, (index) => index < 25 ? 3 : index < 60 ? 2 : 3));
  assertEquals([cost?.state, cost?.since?.at.night], ["regression", "2026-03-02"]);
});

function acceptance({ run }: FactsOfRun): Acceptance {
  const { evidence, device } = run;
  return { evidence, device, run: run.run, because: "new agent", who: "ann", at: "2026-03-01T00:00:00.000Z" };
}

Deno.test("what was accepted starts anew, for costs and for verdicts", () => {
  const nights = measured(55, (index) => index < 40 ? 2 : 3);
  const [from] = nights.slice(40);
  if (from === undefined) throw new Error("There are fewer nights than asked for");
  const cost = costOf(nights, [acceptance(from)]);
  assertEquals([cost?.state, cost?.nights], ["steady", 15]);
  const failing = nightsOf(5, (index) => ({ verdict: index < 3 ? "pass" : "fail" }));
  const accepted = judgeHistory(historyOf(failing, failing.slice(3, 4).map(acceptance)));
  assertEquals(accepted.state, "cannot tell");
});

Deno.test("a night that measured nothing says nothing of the cost", () => {
  const finding = judgeHistory(historyOf([...measured(20, () => 2), inventedNight(20)]));
  assertEquals([finding.state, finding.costs.length], ["cannot tell", 0]);
});

Deno.test("firstBad() names a cause where one thing alone changed, and else what has to be tried", () => {
  const words = (change: InventedNight["run"], at = 6) => {
    const history = historyOf(nightsOf(8, (index) => ({
      verdict: index < 6 ? "pass" : "fail",
      run: index < at ? {} : change ?? {},
    })));
    return firstBad(history, judgeHistory(history))[0];
  };
  assertEquals([words({})?.night, words({})?.age], ["2026-01-07", 2]);
  assertStringIncludes(words({})?.words ?? "", "no cause can be named");
  assertStringIncludes(words({ agent: "101.9" })?.words ?? "", "Only one thing changed there: agent");
  assertStringIncludes(
    words({ agent: "101.9", engine: "2" })?.words ?? "",
    "Cannot tell which: agent and engine",
  );
  assertStringIncludes(words({ agent: null })?.words ?? "", "Cannot tell why");
  // It changed, but on another night.
  assertStringIncludes(words({ agent: "101.9" }, 4)?.words ?? "", "no cause can be named");
});

Deno.test("deviceHistories() keep kinds of evidence and devices apart, and give a night without a GUID its device", () => {
  const nights = [
    inventedNight(0),
    inventedNight(1, { run: { evidence: "simulated" } }),
    inventedNight(2, { run: { device: "other", hostName: "other" } }),
    inventedNight(3, { verdict: null, run: { device: "host:studio-17", deviceFrom: "host-name" } }),
  ];
  const histories = deviceHistories(nights);
  assertEquals(histories.map(({ evidence, nights: { length } }) => [evidence, length]), [
    ["real", 2],
    ["real", 1],
    ["simulated", 1],
  ]);
});
