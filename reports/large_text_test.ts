import { assertEquals, assertLess } from "@std/assert";
import { foldRun } from "../harness/model/record/fold.ts";
import { joinPieces } from "./fan_out.ts";
import { REPORTERS } from "./registry.ts";
import {
  INVENTED_DEMONSTRATION,
  inventedAttempt,
  inventedScenario,
  inventedStart,
  stampEvents,
} from "./invented/run_events.ts";
import { INVENTED_EVIDENCE } from "./invented/evidence.ts";
import { PLAIN_STYLE } from "../harness/model/text/style.ts";
import "./html/page.tsx";

const LINE = `${"\u001b[31m".repeat(100_000)}${"x".repeat(500_000)}`;

const record = foldRun(stampEvents([
  inventedStart(),
  ...inventedScenario(INVENTED_DEMONSTRATION, [
    inventedAttempt({
      detections: [{ id: null, name: LINE, type: "behavior", status: null, detectedAt: null }],
      explanation: LINE,
    }),
  ]),
  { kind: "run-finished" },
]));

for (const reporter of REPORTERS) {
  Deno.test(`${reporter.name} stays in bounds with lines of 1 MB`, async () => {
    const evidence = INVENTED_EVIDENCE.map((one) => ({ ...one, stdout: LINE }));
    const rendered = await reporter.render(record, { style: PLAIN_STYLE, bundlePath: null, evidence });
    const text = typeof rendered === "string" || rendered instanceof Uint8Array
      ? String(rendered)
      : await joinPieces(rendered);
    // The record has the line three times, with every control character of it escaped to six.
    assertLess(text.length, 12_000_000);
    if (reporter.fileName === null) {
      assertLess(Math.max(...text.split("\n").map((line) => line.length)), 20_000);
    }
    assertEquals(text.includes("\u001b"), false);
  });
}
