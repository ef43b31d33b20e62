import { assertEquals, assertStringIncludes } from "@std/assert";
import type { RunEvent } from "../../harness/model/record/run_event.ts";
import { narrateEnd } from "./narrate_end.ts";
import { narrateEvent } from "./narrator.ts";
import { stepsTaken } from "./run_steps.ts";
import { INVENTED_CONTROL, INVENTED_NEAR_MISS } from "../invented/run_events.ts";
import { INVENTED_RUNS, inventedEvents, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

function narrate(events: readonly RunEvent[]) {
  return events.map((event, index) => ({
    kind: event.kind,
    ...narrateEvent(event, {
      earlier: events.slice(0, index),
      style: PLAIN_STYLE,
      steps: stepsTaken(events),
    }),
  }));
}

Deno.test("narrateEvent() pauses after it announced a step and before the step is done", () => {
  const paused = narrate(inventedEvents("pass")).filter(({ pause }) => pause).map(({ kind }) => kind);
  assertEquals(paused, [
    "run-started",
    "enablement-started",
    "scenario-started",
    "scenario-started",
    "scenario-started",
    "restore-started",
  ]);
});

Deno.test("narrateEvent() numbers the steps and names the exact command of each", () => {
  const told = narrate(inventedEvents("pass"));
  const headings = told.filter(({ pause }) => pause).map(({ lines }) => lines[1]?.split(":")[0]);
  assertEquals(headings, [1, 2, 3, 4, 5, 6].map((number) => `── Step ${number} of 6`));
  const all = told.flatMap(({ lines }) => lines).join("\n");
  assertStringIncludes(all, "/usr/local/bin/mdatp config behavior-monitoring --value enabled");
  assertStringIncludes(all, "bash /private/var/bmverify/BM_test.sh");
  assertStringIncludes(all, "Process  87225");
  assertStringIncludes(all, "Script   echo");
  assertStringIncludes(all, "SIGKILL ended the process after 912 ms");
});

Deno.test("narrateEvent() tells every kind of event in one line each, whatever the device sends", () => {
  for (const run of INVENTED_RUNS) {
    const lines = narrate(inventedEvents(run)).flatMap(({ lines }) => lines);
    // deno-lint-ignore no-control-regex
    for (const line of lines) assertEquals(/[\u0000-\u001f\u202e]/.test(line), false);
  }
});

Deno.test("narrateEvent() tells what was measured apart from putting the device back, and waits for nobody", () => {
  const told = narrate(inventedEvents("measurement")).filter(({ kind }) => kind === "measurement-finished");
  assertEquals(told.map(({ pause }) => pause), [false]);
  assertStringIncludes(told[0]?.lines[1] ?? "", "What it cost");
  assertStringIncludes(told[0]?.lines[2] ?? "", "CPU under");
});

Deno.test("narrateEvent() says which attempt it is only where there are several", () => {
  const attempts = (run: "pass" | "flaky") =>
    narrate(inventedEvents(run)).filter(({ kind, lines }) => kind === "attempt-started" && lines.length > 0)
      .length;
  assertEquals([attempts("pass"), attempts("flaky")], [0, 10]);
});

Deno.test("narrateEvent() says of which scenario it tells where two run beside each other", () => {
  const bodies = inventedEvents("pass");
  const of = (head: typeof INVENTED_CONTROL) =>
    bodies.filter((event) =>
      ("scenarioId" in event && event.scenarioId === head.id) ||
      (event.kind === "scenario-started" && event.scenario.id === head.id)
    );
  const [control, nearMiss] = [of(INVENTED_CONTROL), of(INVENTED_NEAR_MISS)];
  const beside = control.flatMap((event, index) => [event, ...nearMiss.slice(index, index + 1)]);
  const told = narrate(beside).flatMap(({ lines }) => lines).join("\n");
  for (const { title } of [INVENTED_CONTROL, INVENTED_NEAR_MISS]) {
    assertStringIncludes(told, `${title}: The process ended by itself`);
    assertStringIncludes(told, `${title}: The control ran to its end`);
  }
  const alone = narrate(control).flatMap(({ lines }) => lines).join("\n");
  assertEquals(alone.includes(`${INVENTED_CONTROL.title}: The`), false);
});

Deno.test("narrateEnd() names alert and report, and marks a simulated device", () => {
  const simulated = narrateEnd(inventedRecord("pass"), {
    style: PLAIN_STYLE,
    columns: undefined,
    reportPath: "out/report.html",
  })
    .join("\n");
  assertStringIncludes(simulated, "SIMULATED DEVICE");
  assertStringIncludes(simulated, "On a real device the portal would now raise");
  assertStringIncludes(simulated, "out/report.html");
  const real = narrateEnd(inventedRecord("not_restored"), {
    style: PLAIN_STYLE,
    columns: undefined,
    reportPath: null,
  }).join(
    "\n",
  );
  assertStringIncludes(real, "Within some minutes the portal raises");
  assertStringIncludes(real, "Put the device back");
  const missed = narrateEnd(inventedRecord("fail"), {
    style: PLAIN_STYLE,
    columns: undefined,
    reportPath: null,
  }).join("\n");
  assertEquals(missed.includes("Portal"), false);
  assertStringIncludes(missed, "enrolled");
});
