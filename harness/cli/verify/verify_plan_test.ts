import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { policyOf } from "../../prerequisites/policies.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { VERIFY_DEFAULTS } from "../../testing/verify_defaults.ts";
import { planVerify, type VerifyOptions, type VerifyPlan } from "./verify_plan.ts";

const plan = (changes: Partial<VerifyOptions> = {}): Promise<VerifyPlan> =>
  planVerify(createFakeHost().host, { ...VERIFY_DEFAULTS, ...changes });

Deno.test("planVerify() takes the scenarios of the catalogue that run by default, controls last", async () => {
  const { scenarios, options } = await plan();
  assertEquals(scenarios.map(({ expectation }) => expectation.kind), [
    "blocked-and-recorded",
    "quiet",
    "quiet",
  ]);
  assertEquals(options.scenarios, scenarios.map(({ id }) => id));
});

Deno.test("planVerify() looks for a late detection as long again as the deadline, unless told otherwise", async () => {
  assertEquals((await plan({ deadlineMs: 7000 })).options.graceMs, 7000);
  assertEquals((await plan({ deadlineMs: 7000, graceMs: 0 })).options.graceMs, 0);
});

Deno.test("planVerify() gives a real device ten seconds to settle and a simulated one half a second", async () => {
  assertEquals((await plan()).options.settleMs, 10_000);
  assertEquals((await plan({ device: "simulated:flaky" })).options.settleMs, 500);
  assertEquals((await plan({ settleMs: 0 })).options.settleMs, 0);
});

Deno.test("planVerify() writes every report unless some are named", async () => {
  const names = (await plan({ reporter: ["junit", "json"] })).reporters.map(({ name }) => name);
  assertEquals(names.toSorted(), ["json", "junit"]);
  assertEquals((await plan()).reporters.length > names.length, true);
});

Deno.test("planVerify() keeps attested facts and the reasons of waivers", async () => {
  const { options, waivers } = await plan({
    attest: ["enrolled=Ann Lee, saw it", "preview-features"],
    waive: ["app-version=pinned, on purpose@2026-12-31"],
  });
  assertEquals([...options.attested], ["preview-features", "enrolled"]);
  assertEquals(options.attestations, [{ id: "enrolled", statement: "Ann Lee, saw it" }]);
  assertEquals(waivers.get("app-version"), { reason: "pinned, on purpose", until: "2026-12-31" });
});

Deno.test("planVerify() leaves behavior monitoring on only when asked", async () => {
  assertEquals((await plan()).options.leaveEnabled, false);
  assertEquals((await plan({ leaveEnabled: true })).options.leaveEnabled, true);
});

Deno.test("planVerify() refuses every wrong word", async () => {
  const wrong: readonly (readonly [Partial<VerifyOptions>, string])[] = [
    [{ scenario: ["nothing.like-it"] }, "scenario/unknown"],
    [{ reporter: ["pdf"] }, "report/unknown-reporter"],
    [{ attest: ["app-version"] }, "usage/unknown"],
    [{ waive: ["no-such-thing=x"] }, "usage/unknown"],
    [{ waive: ["app-version"] }, "usage/invalid"],
    [{ device: "virtual" }, "usage/unknown"],
  ];
  for (const [changes, code] of wrong) {
    assertEquals(
      (await assertRejects(() => plan(changes), HarnessError)).code,
      code,
      JSON.stringify(changes),
    );
  }
});

Deno.test("planVerify() refuses every word of a measurement that is not asked for", async () => {
  const words: readonly (readonly [Partial<VerifyOptions>, string])[] = [
    [{ budget: ["cpu.mean=5"] }, "--budget"],
    [{ quick: true }, "--quick"],
    [{ rate: 5 }, "--rate"],
    [{ workload: ["idle"] }, "--workload"],
    [{ blocks: 6 }, "--blocks"],
    [{ blockMs: 1000 }, "--block-seconds"],
    [{ redact: true }, "--redact"],
  ];
  for (const [changes, word] of words) {
    const { code, message } = await assertRejects(() => plan(changes), HarnessError);
    assertEquals(code, "usage/invalid");
    assertStringIncludes(message, word);
  }
  const all: Partial<VerifyOptions> = Object.assign({}, ...words.map(([one]) => one));
  const { measured } = await plan({ measure: true, ...all, budget: [] });
  assertEquals([measured?.plan.quick, measured?.plan.blockMs], [true, 1000]);
});

Deno.test("policyOf() knows both policies by name", () => {
  assertEquals([policyOf("preview").id, policyOf("ga").id], ["preview", "ga"]);
});
