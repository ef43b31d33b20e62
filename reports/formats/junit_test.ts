import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { foldRun } from "../../harness/model/record/fold.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { hostileBodies } from "../invented/hostile_run.ts";
import { junitReporter } from "./junit.ts";
import { stampEvents } from "../invented/run_events.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function tagsOf(record: RunRecord): readonly Tag[] {
  const tags: Tag[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => tags.push({ name, attributes: { ...attributes } }));
  parser.write(String(junitReporter.render(record, { style: PLAIN_STYLE, bundlePath: null }))).close();
  return tags;
}

const named = (tags: readonly Tag[], name: string) => tags.filter((tag) => tag.name === name);

Deno.test("junit tells fail, inconclusive and skipped apart by kind", () => {
  const cases = [
    ["fail", { failure: 1, error: 0, skipped: 1 }],
    ["flaky", { failure: 3, error: 0, skipped: 1 }],
    // The ring, and the run that could not be judged for it; the waived and the unattested one are skipped.
    ["inconclusive", { failure: 0, error: 2, skipped: 5 }],
    // The restore is an error of the run, the verdict stays what it was.
    ["not_restored", { failure: 0, error: 1, skipped: 1 }],
    ["interrupted", { failure: 0, error: 1, skipped: 2 }],
    ["pass", { failure: 0, error: 0, skipped: 1 }],
  ] as const;
  for (const [run, wanted] of cases) {
    const tags = tagsOf(inventedRecord(run));
    const seen = { failure: 0, error: 0, skipped: 0 };
    for (const { name } of tags) if (name in seen) seen[name as keyof typeof seen] += 1;
    assertEquals([run, seen], [run, wanted]);
  }
});

Deno.test("junit counts in suites what it lists in cases", () => {
  for (const run of INVENTED_RUNS) {
    const tags = tagsOf(inventedRecord(run));
    const suites = named(tags, "testsuite");
    const sum = (key: string) => suites.reduce((total, { attributes }) => total + Number(attributes[key]), 0);
    assertEquals(sum("tests"), named(tags, "testcase").length);
    assertEquals(sum("failures"), named(tags, "failure").length);
    assertEquals(sum("errors"), named(tags, "error").length);
    assertEquals(sum("skipped"), named(tags, "skipped").length);
    const root = named(tags, "testsuites")[0]?.attributes;
    assertEquals([Number(root?.["tests"]), Number(root?.["failures"])], [sum("tests"), sum("failures")]);
  }
});

Deno.test("junit gives times in seconds and says of every suite whether the device is simulated", () => {
  const tags = tagsOf(inventedRecord("pass"));
  const block = named(tags, "testcase").find(({ attributes }) =>
    attributes["name"]?.includes("demonstration")
  );
  assertEquals(block?.attributes["time"], "0.912");
  const simulated = named(tags, "property").filter(({ attributes }) => attributes["name"] === "simulated");
  assertEquals(simulated.length, named(tags, "testsuite").length);
  assertEquals(new Set(simulated.map(({ attributes }) => attributes["value"])), new Set(["true"]));
});

Deno.test("junit never turns a run that did not pass into one without failure or error", () => {
  for (const run of INVENTED_RUNS) {
    const record = inventedRecord(run);
    const tags = tagsOf(record);
    const bad = named(tags, "failure").length + named(tags, "error").length;
    assertEquals([run, bad > 0], [run, record.exitCode !== 0]);
  }
});

Deno.test("junit of any device text is well formed and has no element that the text brought in", () => {
  const usual = tagsOf(foldRun(stampEvents(hostileBodies("usual")))).map(({ name }) => name);
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), (text) => {
      assertEquals(tagsOf(foldRun(stampEvents(hostileBodies(text)))).map(({ name }) => name), usual);
    }),
    { numRuns: 60 },
  );
});
