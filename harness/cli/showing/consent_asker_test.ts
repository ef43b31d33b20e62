import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { DEFAULT_DETAILS, planMeasurement } from "../measure/measurement_plan.ts";
import { consentAsker } from "./consent_asker.ts";

const OPTIONS = {
  repeats: 1,
  deadlineMs: 30_000,
  graceMs: 30_000,
  settleMs: 10_000,
  scenarios: [],
  attested: [],
  leaveEnabled: false,
};
const PLAN = { consented: false, isSimulated: false, measured: null, options: OPTIONS };
const SCENARIOS = selectScenarios(CATALOGUE, []);
const PERSON = { facts: { isInteractive: true } };

Deno.test("consentAsker() takes --yes for a yes and asks nobody", async () => {
  const fake = createFakeHost(PERSON);
  assertEquals(await consentAsker(fake.host, { ...PLAN, consented: true })(SCENARIOS), {
    given: true,
    how: "option",
  });
  assertEquals(fake.questions, []);
});

Deno.test("consentAsker() takes a pipe or CI for a no and waits for nobody", async () => {
  const fake = createFakeHost({ answer: true });
  assertEquals(await consentAsker(fake.host, PLAN)(SCENARIOS), {
    given: false,
    how: "not-asked",
  });
  assertEquals(fake.questions, []);
});

Deno.test("consentAsker() asks a person once, naming each alert once", async () => {
  for (const answer of [true, false]) {
    const fake = createFakeHost({ ...PERSON, answer });
    const asked = await consentAsker(fake.host, PLAN)(
      selectScenarios(CATALOGUE, ["*.change-file-test", "*.neighbours"]),
    );
    assertEquals(asked, { given: answer, how: "prompt" });
    assertEquals(fake.questions.length, 1);
    assertEquals(fake.questions[0]?.split("MacOSChangeFileTest").length, 2);
    assertStringIncludes(fake.questions[0] ?? "", "2 scenarios");
  }
});

Deno.test("consentAsker() does not threaten with alerts where none can come", async () => {
  const simulated = createFakeHost(PERSON);
  await consentAsker(simulated.host, { ...PLAN, isSimulated: true })(SCENARIOS);
  const controls = createFakeHost(PERSON);
  await consentAsker(controls.host, PLAN)(
    selectScenarios(CATALOGUE, ["*.one-file-only"]),
  );
  for (const fake of [simulated, controls]) assertStringIncludes(fake.questions[0] ?? "", "raises no alert");
});

Deno.test("consentAsker() says how long a measurement takes, and how long of it protection is off", async () => {
  const fake = createFakeHost(PERSON);
  const options = { ...DEFAULT_DETAILS, workload: [], budget: [], blockMs: undefined, settleMs: undefined };
  const measured = await planMeasurement(fake.host, options, "real");
  await consentAsker(fake.host, { ...PLAN, measured })(SCENARIOS);
  assertMatch(
    fake.questions[0] ?? "",
    /takes about \d+ min in all, \d+ min of them with behavior monitoring off\./,
  );
});

Deno.test("consentAsker() says what runs, how long it takes and how long protection is off", async () => {
  const fake = createFakeHost(PERSON);
  const options = { ...OPTIONS, repeats: 5 };
  const scenarios = selectScenarios(CATALOGUE, ["*.change-file-test", "*.disabled"]);
  await consentAsker(fake.host, { ...PLAN, options })(scenarios);
  await consentAsker(fake.host, PLAN)(SCENARIOS);
  const [demanding = "", usual = ""] = fake.questions;
  assertMatch(demanding, /2 scenarios run.*\(5 times\)/);
  assertMatch(demanding, /1 alert, titled "Suspicious 'MacOSChangeFileTest' behavior was blocked"/);
  assertMatch(demanding, /takes about \d+ s, and up to \d+ min when nothing is detected/);
  assertMatch(demanding, /switched off for about 20 s of it, and put back/);
  assertStringIncludes(usual, "never switched off");
});
