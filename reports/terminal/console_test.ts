import { assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { foldRun } from "../../harness/model/record/fold.ts";
import { consoleReporter } from "./console.ts";
import { hostileBodies } from "../invented/hostile_run.ts";
import { stampEvents } from "../invented/run_events.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE, type Style } from "../../harness/model/text/style.ts";

const PLAIN = { style: PLAIN_STYLE, bundlePath: null };

Deno.test("console marks a simulated device before anything else", () => {
  assertEquals(
    String(consoleReporter.render(inventedRecord("pass"), PLAIN)).startsWith("SIMULATED DEVICE"),
    true,
  );
});

Deno.test("console takes colour from the style it is given and from nowhere else", () => {
  const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
  const style: Style = {
    bold: mark("b"),
    dim: mark("d"),
    red: mark("r"),
    green: mark("g"),
    yellow: mark("y"),
    cyan: mark("c"),
  };
  const text = String(consoleReporter.render(inventedRecord("fail"), { style, bundlePath: "out" }));
  assertStringIncludes(text, "<b><r>FAIL</r></b>");
  assertEquals(
    text.replaceAll(/<\/?[bdrgyc]>/g, ""),
    consoleReporter.render(inventedRecord("fail"), { ...PLAIN, bundlePath: "out" }),
  );
});

Deno.test("console of any device text keeps its lines and sends nothing to the terminal", () => {
  const lines = (text: string) => text.split("\n").length;
  const usual = lines(String(consoleReporter.render(foldRun(stampEvents(hostileBodies("usual"))), PLAIN)));
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), (text) => {
      const shown = String(consoleReporter.render(foldRun(stampEvents(hostileBodies(text))), PLAIN));
      // deno-lint-ignore no-control-regex
      assertNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      assertEquals(lines(shown), usual);
    }),
    { numRuns: 60 },
  );
});
