import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { DEFAULT_DETAILS, planMeasurement } from "../measure/measurement_plan.ts";
import { consentAsker } from "./consent_asker.ts";

const REAL = { simulated: null };
const SIMULATED = { simulated: { profile: "flaky" } as SimulatedDevice };
const SCENARIOS = selectScenarios(CATALOGUE, []);
const PERSON = { facts: { isInteractive: true } };

Deno.test("consentAsker() takes --yes for a yes and asks nobody", async () => {
  const fake = createFakeHost(PERSON);
  assertEquals(await consentAsker(fake.host, { consented: true, measured: null }, REAL)(SCENARIOS), {
    given: true,
    how: "option",
  });
  assertEquals(fake.questions, []);
});

Deno.test("consentAsker() takes a pipe or CI for a no and waits for nobody", async () => {
  const fake = createFakeHost({ answer: true });
  assertEquals(await consentAsker(fake.host, { consented: false, measured: null }, REAL)(SCENARIOS), {
    given: false,
    how: "not-asked",
  });
  assertEquals(fake.questions, []);
});

Deno.test("consentAsker() asks a person once, naming each alert once", async () => {
  for (const answer of [true, false]) {
    const fake = createFakeHost({ ...PERSON, answer });
    const asked = await consentAsker(fake.host, { consented: false, measured: null }, REAL)(
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
  await consentAsker(simulated.host, { consented: false, measured: null }, SIMULATED)(SCENARIOS);
  const controls = createFakeHost(PERSON);
  await consentAsker(controls.host, { consented: false, measured: null }, REAL)(
    selectScenarios(CATALOGUE, ["*.one-file-only"]),
  );
  for (const fake of [simulated, controls]) assertStringIncludes(fake.questions[0] ?? "", "raises no alert");
});

Deno.test("consentAsker() says how long a measurement takes, and how long of it protection is off", async () => {
  const fake = createFakeHost(PERSON);
  const options = { ...DEFAULT_DETAILS, workload: [], budget: [], blockMs: undefined, settleMs: undefined };
  const measured = await planMeasurement(fake.host, options, "real");
  await consentAsker(fake.host, { consented: false, measured }, REAL)(SCENARIOS);
  assertMatch(
    fake.questions[0] ?? "",
    /takes about \d+ min in all, \d+ min of them with behavior monitoring off\./,
  );
});
