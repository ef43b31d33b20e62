// A recorded run told again: everything that was told, at its pace, and no longer than an audience waits.
import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  INVENTED_DEMONSTRATION,
  inventedAttempt,
  inventedScenario,
  inventedStart,
  stampEvents,
} from "../../../reports/invented/run_events.ts";
import { PLAIN_STYLE } from "../../model/text/style.ts";
import { FakeClock } from "../../testing/fake_clock.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { narrateAgain } from "./narrate_again.ts";

Deno.test("narrateAgain() tells every step at its pace, and cuts long pauses", async () => {
  const clock = new FakeClock();
  const { host, out } = createFakeHost({ parts: { clock } });
  const events = stampEvents([
    inventedStart({ recorded: true }),
    ...inventedScenario(INVENTED_DEMONSTRATION, [inventedAttempt()]),
    { kind: "run-finished" },
  ]);
  // The last one comes an hour later.
  const late = events.map((event, index) =>
    index < events.length - 1 ? event : { ...event, atMs: 3_600_000 }
  );
  await clock.run(narrateAgain(host, late, { style: PLAIN_STYLE, step: true }));
  assertEquals(clock.monotonicMs(), (events.length - 2) * 1000 + 5000);
  assertStringIncludes(out(), INVENTED_DEMONSTRATION.title);
});
