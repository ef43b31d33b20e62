import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { planRun, type VerifyOptions } from "./run_plan.ts";
import { policyOf } from "../../prerequisites/policies.ts";

/** What the command line gives when nobody says anything. */
export const DEFAULTS: VerifyOptions = {
  device: "real",
  policy: "preview",
  attest: [],
  waive: [],
  scenario: [],
  repeats: 1,
  deadline: 30_000,
  out: "reports/out",
  reporter: [],
  color: true,
} as unknown as VerifyOptions;

const plan = (changes: Partial<VerifyOptions> = {}) => planRun({ ...DEFAULTS, ...changes });

Deno.test("planRun() takes the scenarios of the catalogue that run by default, a control on each side", () => {
  const { scenarios, options } = plan();
  assertEquals(scenarios.map(({ expectation }) => expectation.kind), [
    "quiet",
    "blocked-and-recorded",
    "quiet",
  ]);
  assertEquals(options.scenarios, scenarios.map(({ id }) => id));
});

Deno.test("planRun() looks for a late detection as long again as the deadline, unless told otherwise", () => {
  assertEquals(plan({ deadline: 7000 }).options.graceMs, 7000);
  assertEquals(plan({ deadline: 7000, grace: 0 }).options.graceMs, 0);
});

Deno.test("planRun() gives a real device ten seconds to settle and a simulated one half a second", () => {
  assertEquals(plan().options.settleMs, 10_000);
  assertEquals(plan({ device: "simulated:flaky" }).options.settleMs, 500);
  assertEquals(plan({ settle: 0 }).options.settleMs, 0);
});

Deno.test("planRun() writes every report unless some are named", () => {
  const names = plan({ reporter: ["junit", "json"] }).reporters.map(({ name }) => name);
  assertEquals(names.toSorted(), ["json", "junit"]);
  assertEquals(plan().reporters.length > names.length, true);
});

Deno.test("planRun() keeps attested facts and the reasons of waivers", () => {
  const { options, waivers } = plan({ attest: ["enrolled"], waive: ["app-version=pinned, on purpose"] });
  assertEquals([...options.attested], ["enrolled"]);
  assertEquals(waivers.get("app-version"), "pinned, on purpose");
});

Deno.test("planRun() leaves behavior monitoring on only when asked", () => {
  assertEquals(plan().options.leaveEnabled, false);
  assertEquals(plan({ leaveEnabled: true }).options.leaveEnabled, true);
});

Deno.test("planRun() refuses every wrong word", () => {
  const wrong: readonly (readonly [Partial<VerifyOptions>, string])[] = [
    [{ scenario: ["nothing.like-it"] }, "scenario/unknown"],
    [{ reporter: ["pdf"] }, "report/unknown-reporter"],
    [{ attest: ["app-version"] }, "usage/unknown"],
    [{ waive: ["no-such-thing=x"] }, "usage/unknown"],
    [{ waive: ["app-version"] }, "usage/invalid"],
    [{ device: "virtual" }, "usage/unknown"],
  ];
  for (const [changes, code] of wrong) {
    assertEquals(assertThrows(() => plan(changes), HarnessError).code, code, JSON.stringify(changes));
  }
});

Deno.test("policyOf() knows both policies by name", () => {
  assertEquals([policyOf("preview").id, policyOf("ga").id], ["preview", "ga"]);
});
