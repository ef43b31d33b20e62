import { assertEquals, assertStringIncludes } from "@std/assert";
import { foldRun } from "../../harness/model/record/fold.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import { joinPieces } from "../fan_out.ts";
import { narrateEvent } from "../terminal/narrator.ts";
import { INVENTED_EVIDENCE } from "../invented/evidence.ts";
import { inventedStart, stampEvents } from "../invented/run_events.ts";
import { inventedPrerequisites } from "../invented/prerequisites.ts";
import { REPORTERS } from "../registry.ts";
import { policyInWords } from "./policy_in_words.ts";
import "../html/page.tsx";

const CHOSEN: RunRecord["policy"] = {
  id: "ga",
  title: "Generally available",
  source: "A document",
  date: "2026-09-17",
  chosenBy: "facts",
  why: "ring and version say so",
};
const EVENTS = stampEvents([
  inventedStart({ policy: { ...CHOSEN, id: "auto", date: "", why: "Not chosen" } }),
  { kind: "prerequisites-checked", policy: CHOSEN, prerequisites: inventedPrerequisites() },
  { kind: "run-finished" },
]);

Deno.test("foldRun() keeps the policy that the device's answers led to, and the one of the start without them", () => {
  assertEquals(foldRun(EVENTS).policy, CHOSEN);
  assertEquals(policyInWords(foldRun(EVENTS.slice(0, 1)).policy), "auto: Not chosen");
  assertEquals(policyInWords({ ...CHOSEN, why: null }), "ga of 2026-09-17");
});

/** Tables of numbers, rows that bear its name alone, and annotations of what went wrong do not. */
const WITHOUT_POLICY = /-csv$|^(?:github|facts)$/;

for (const reporter of REPORTERS.filter(({ name }) => !WITHOUT_POLICY.test(name))) {
  Deno.test(`${reporter.name} says which policy was chosen, and why`, async () => {
    const context = {
      style: PLAIN_STYLE,
      bundlePath: null,
      evidence: INVENTED_EVIDENCE,
      samples: NO_SAMPLES,
    };
    const rendered = await reporter.render(foldRun(EVENTS), context);
    if (rendered instanceof Uint8Array) throw new Error("unexpected");
    const text = typeof rendered === "string" ? rendered : await joinPieces(rendered);
    assertStringIncludes(text, "ga");
    assertStringIncludes(text, "ring and version say so");
  });
}

Deno.test("the narration says which policy was chosen before it says what is met", () => {
  const [, checked] = EVENTS;
  if (checked === undefined) throw new Error("unexpected");
  const { lines } = narrateEvent(checked, { earlier: EVENTS.slice(0, 1), style: PLAIN_STYLE, steps: [] });
  assertStringIncludes(lines[0] ?? "", "ga of 2026-09-17: ring and version say so");
});

async function* NO_SAMPLES(): AsyncIterable<string> {}
