import { assertEquals } from "@std/assert";
import { CATALOGUE } from "./catalogue.ts";
import { changeFileTest } from "./behavior_monitoring/change_file_test.scenario.ts";
import { guardScenario } from "./guard_scenario.ts";

Deno.test("guardScenario() keeps the steps and their order, and appends to nothing", () => {
  assertEquals(guardScenario(changeFileTest).trigger.processes, [{
    scriptName: "BM_test.sh",
    lines: [
      "set -eC",
      'echo " " > {folder}/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt',
      'echo " " > {folder}/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt',
      "sleep 5",
    ],
  }]);
});

Deno.test("guardScenario() guards every script of every scenario, and changes nothing else of it", () => {
  for (const scenario of CATALOGUE) {
    const guarded = guardScenario(scenario);
    assertEquals({ ...guarded, trigger: scenario.trigger }, scenario);
    guarded.trigger.processes.forEach(({ lines }, index) => {
      const published = scenario.trigger.processes[index]?.lines ?? [];
      assertEquals(lines, ["set -eC", ...published.map((line) => line.replace(">>", ">"))]);
    });
  }
});
