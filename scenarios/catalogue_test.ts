import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { DEMONSTRATION_FILES } from "./behavior_monitoring/demonstration.ts";
import { CATALOGUE } from "./catalogue.ts";
import type { Scenario } from "../harness/model/scenario.ts";

function linesOf(scenario: Scenario): readonly string[] {
  return scenario.trigger.processes.flatMap(({ lines }) => lines);
}

Deno.test("CATALOGUE holds the seven scenarios, the demonstration and two controls first", () => {
  assertEquals(CATALOGUE.map(({ id }) => id), [
    "behavior-monitoring.change-file-test",
    "behavior-monitoring.other-names",
    "behavior-monitoring.one-file-only",
    "behavior-monitoring.two-processes",
    "behavior-monitoring.disabled",
    "behavior-monitoring.neighbours",
    "antivirus.test-file",
  ]);
});

Deno.test("CATALOGUE runs the demonstration and two controls by default", () => {
  const defaults = CATALOGUE.filter(({ runsByDefault }) => runsByDefault);
  assertEquals(defaults.map(({ expectation }) => expectation.kind), [
    "blocked-and-recorded",
    "quiet",
    "quiet",
  ]);
  assertEquals(new Set(defaults.map(({ behaviorMonitoring }) => behaviorMonitoring)), new Set(["enabled"]));
});

Deno.test("the demonstration has the vendor's steps, in the vendor's order", () => {
  const demonstration = CATALOGUE.find(({ id }) => id === "behavior-monitoring.change-file-test");
  assertEquals(demonstration?.trigger.processes, [{
    scriptName: "BM_test.sh",
    lines: [
      'echo " " >> {folder}/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt',
      'echo " " >> {folder}/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt',
      "sleep 5",
    ],
  }]);
  assertEquals(demonstration?.expectation, {
    kind: "blocked-and-recorded",
    detection: { name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" },
  });
});

Deno.test("a quiet scenario never names both files of the demonstration in one script", () => {
  // Except with behavior monitoring off, where the demonstration itself has to stay quiet.
  const quiet = CATALOGUE.filter(({ expectation, behaviorMonitoring }) =>
    expectation.kind === "quiet" && behaviorMonitoring === "enabled"
  );
  assertEquals(quiet.length, 3);
  for (const { id, trigger } of quiet) {
    for (const { lines } of trigger.processes) {
      const named = DEMONSTRATION_FILES.filter((file) => lines.some((line) => line.includes(file)));
      assert(named.length < 2, `"${id}" names both files in one script`);
    }
  }
});

for (const scenario of CATALOGUE) {
  const { id, trigger } = scenario;

  Deno.test(`${id} names plain files only, and its scripts touch nothing else`, () => {
    for (const file of trigger.files) assertMatch(file, /^[A-Za-z0-9][A-Za-z0-9_-]*\.txt$/);
    for (const line of linesOf(scenario)) {
      assertFalse(line.includes(".."), line);
      const redirections = [...line.matchAll(/>+\s*(\S+)/g)].map((match) => match[1] ?? "");
      for (const target of redirections) {
        assertStringIncludes(target, "{folder}/");
        assert(trigger.files.includes(target.slice("{folder}/".length)), `${target} is not in files`);
      }
      const command = line.replace(/'[^']*'|"[^"]*"/g, "_").split(/\s+/)[0] ?? "";
      assert(["echo", "printf", "sleep"].includes(command), `unexpected command in: ${line}`);
      if (command !== "sleep") assertEquals(redirections.length, 1, line);
    }
  });

  Deno.test(`${id} writes every file it lists`, () => {
    const written = linesOf(scenario).join("\n");
    for (const file of trigger.files) assertStringIncludes(written, `{folder}/${file}`);
  });

  Deno.test(`${id} takes as long as its longest script sleeps`, () => {
    const sleepsMs = trigger.processes.map(({ lines }) =>
      lines.reduce((sum, line) => sum + Number(/^sleep (\d+)$/.exec(line)?.[1] ?? 0) * 1000, 0)
    );
    assertEquals(trigger.durationMs, Math.max(...sleepsMs));
  });

  Deno.test(`${id} says why it does or does not run by default, and where it comes from`, () => {
    for (const text of [scenario.defaultReason, scenario.description, scenario.source, scenario.title]) {
      assert(text.length > 20, text);
    }
    assertMatch(scenario.description, /\.$/);
    assertMatch(scenario.defaultReason, /\.$/);
  });

  Deno.test(`${id} announces an alert exactly when it expects a detection`, () => {
    assertEquals(scenario.portalAlert === null, scenario.expectation.kind === "quiet");
    assertEquals(scenario.repeatable, scenario.expectation.kind !== "quiet");
  });
}

Deno.test("CATALOGUE has unique ids and unique script names within a scenario", () => {
  assertEquals(new Set(CATALOGUE.map(({ id }) => id)).size, CATALOGUE.length);
  for (const { trigger } of CATALOGUE) {
    const names = trigger.processes.map(({ scriptName }) => scriptName);
    assertEquals(new Set(names).size, names.length);
    for (const name of names) assertMatch(name, /^[A-Za-z0-9_]+\.sh$/);
  }
});

Deno.test("every scenario lies in the file that its id names", async () => {
  for (const scenario of CATALOGUE) {
    const path = scenario.id.replaceAll("-", "_").replace(".", "/");
    const module: Record<string, unknown> = await import(`./${path}.scenario.ts`);
    assertEquals(Object.values(module), [scenario]);
  }
});
