import { assertEquals, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../harness/model/harness_error.ts";
import { fanOut } from "./fan_out.ts";
import type { Reporter } from "./views/reporter.ts";
import { inventedRecord } from "./invented/run_records.ts";
import { PLAIN_STYLE } from "../harness/model/text/style.ts";

const CONTEXT = { style: PLAIN_STYLE, bundlePath: null };

function reporter(name: string, render: Reporter["render"]): Reporter {
  return { name, fileName: `${name}.txt`, readers: "tests", render };
}

const first = reporter("first", () => "one");
const broken = reporter("broken", () => {
  throw new TypeError("no such field");
});
const last = reporter("last", ({ verdict }) => verdict);

Deno.test("fanOut() goes on after a reporter that throws, and names it", async () => {
  const written: string[] = [];
  const failures = await fanOut({
    reporters: [first, broken, last],
    record: inventedRecord("fail"),
    context: CONTEXT,
    write: ({ content }) => void written.push(String(content)),
  });
  assertEquals(written, ["one", "fail"]);
  assertEquals(failures.map(({ reporter, problem }) => [reporter, problem.code]), [[
    "broken",
    "report/failed",
  ]]);
  assertStringIncludes(failures[0]?.problem.message ?? "", "no such field");
});

Deno.test("fanOut() keeps the code and hint of a write that fails, and still writes the others", async () => {
  const written: string[] = [];
  const failures = await fanOut({
    reporters: [first, last],
    record: inventedRecord("pass"),
    context: CONTEXT,
    write: async ({ reporter, content }) => {
      await Promise.resolve();
      if (reporter.name === "first") {
        throw new HarnessError("output/not-writable", "Cannot write", { hint: "Free some space" });
      }
      written.push(String(content));
    },
  });
  assertEquals(written, ["pass"]);
  assertEquals(failures.map(({ problem }) => problem.hint), ["Free some space"]);
});

Deno.test("fanOut() hands on pieces as they come, or joins them when nobody takes pieces", async () => {
  async function* pieces() {
    yield await Promise.resolve("one,");
    yield "two";
  }
  const inPieces = reporter("pieces", pieces);
  const run = { reporters: [inPieces], record: inventedRecord("pass"), context: CONTEXT };
  const joined: string[] = [];
  await fanOut({ ...run, write: ({ content }) => void joined.push(String(content)) });
  assertEquals(joined, ["one,two"]);
  const single: string[] = [];
  await fanOut({
    ...run,
    write: () => {
      throw new Error("not in one");
    },
    writePieces: async ({ pieces }) => {
      for await (const piece of pieces) single.push(piece);
    },
  });
  assertEquals(single, ["one,", "two"]);
});

Deno.test("fanOut() leaves out a reporter that has nothing to say", async () => {
  const written: string[] = [];
  const silent = { ...first, appliesTo: () => false };
  const failures = await fanOut({
    reporters: [silent, last],
    record: inventedRecord("pass"),
    context: CONTEXT,
    write: ({ content }) => void written.push(String(content)),
  });
  assertEquals([written, failures], [["pass"], []]);
});
