import { assert, assertEquals, assertGreater, assertLess, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { foldRun } from "../../harness/model/record/fold.ts";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { hostileBodies } from "../invented/hostile_run.ts";
import { htmlReporter } from "./html.ts";
import type { EvidenceText } from "../views/reporter.ts";
import {
  INVENTED_DEMONSTRATION,
  inventedAttempt,
  inventedMissedAttempt,
  inventedScenario,
  inventedStart,
  stampEvents,
} from "../invented/run_events.ts";
import { INVENTED_EVIDENCE, INVENTED_MATERIAL } from "../invented/evidence.ts";
import { INVENTED_RUNS, inventedRecord } from "../invented/run_records.ts";
import { inventedSamples } from "../invented/blocks.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";
import "../html/page.tsx";

async function page(
  record: RunRecord,
  evidence: readonly EvidenceText[] = INVENTED_EVIDENCE,
): Promise<string> {
  const context = { ...INVENTED_MATERIAL, evidence };
  return String(await htmlReporter.render(record, { style: PLAIN_STYLE, bundlePath: null, ...context }));
}

/** Links of a page that lead nowhere, wherever the page lies. */
function deadLinks(html: string): readonly string[] {
  const places = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => `#${id}`));
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, address = ""]) => address).filter((address) =>
    !places.has(address) && !address.startsWith("https://")
  );
}

/** Elements in order and their text. Our page is also well formed XML, but for attributes without a value and `]]>`. */
function parse(html: string): { readonly elements: readonly string[]; readonly text: string } {
  const elements: string[] = [];
  let text = "";
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => elements.push(name));
  parser.on("text", (part) => text += part);
  const xml = html.replace("<!doctype html>", "").replaceAll("]]>", "]]&gt;");
  parser.write(
    xml.replace(/<(button|details)((?: [a-z-]+="[^"]*")*) (hidden|open)>/g, '<$1$2 $3="">'),
  );
  parser.close();
  return { elements, text };
}

for (const name of INVENTED_RUNS) {
  Deno.test(`html of invented "${name}" is well formed, names verdict and next step, and asks for nothing outside`, async () => {
    const record = inventedRecord(name);
    const html = await page(record);
    const { elements, text } = parse(html);
    assertEquals(elements.filter((element) => element === "h1").length, 1);
    assertEquals(elements.includes("img") || elements.includes("link") || elements.includes("iframe"), false);
    assertStringIncludes(text, "Next step");
    assertEquals(text.includes("SIMULATED DEVICE"), record.simulated);
    assertStringIncludes(html, "default-src 'none'");
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    for (const address of addresses) {
      assert(/^(#|https:\/\/security\.microsoft\.com$)/.test(address ?? ""));
    }
  });
}

Deno.test("html has the elements of its own and no others, whatever the device sends", async () => {
  const evidence = (text: string) =>
    INVENTED_EVIDENCE.map((one) => ({ ...one, stdout: text, stderr: text, argv: [text] }));
  const usual = parse(await page(foldRun(stampEvents(hostileBodies("usual"))), evidence("usual"))).elements;
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 60 }), async (text) => {
      const html = await page(foldRun(stampEvents(hostileBodies(text))), evidence(text));
      assertEquals(parse(html).elements, usual);
    }),
    { numRuns: 25 },
  );
});

Deno.test("html keeps hostile text readable", async () => {
  const { text } = parse(await page(inventedRecord("hostile")));
  assertStringIncludes(text, "</script><script>alert(1)</script> <img src=x onerror=alert(2)>");
  assertStringIncludes(text, "right<U+202E>to");
});

Deno.test("html has a target for every link, also in a long run that failed", async () => {
  const outputs = Array.from({ length: 187 }, (_, index) => ({
    ...INVENTED_EVIDENCE[0],
    ...INVENTED_EVIDENCE[3],
    id: `${index}-list`,
    stdout: `answer ${index % 150}`,
    stdoutFile: `${index}.txt`,
  })) as readonly EvidenceText[];
  const attempts = Array.from({ length: 30 }, (_, index) =>
    inventedMissedAttempt({
      index: index + 1,
      evidence: [...outputs.slice(6 * index, 6 * index + 8).map(({ id }) => id), "was never kept"],
    }));
  const long = foldRun(stampEvents([inventedStart(), ...inventedScenario(INVENTED_DEMONSTRATION, attempts)]));
  const runs: readonly (readonly [RunRecord, readonly EvidenceText[]])[] = [
    [long, outputs],
    ...INVENTED_RUNS.map((name) => [inventedRecord(name), INVENTED_EVIDENCE] as const),
  ];
  for (const [record, evidence] of runs) {
    const html = await page(record, evidence);
    assertEquals(deadLinks(html), []);
  }
  const html = await page(long, outputs);
  assertGreater(html.split('href="#output-').length, 60);
  assertStringIncludes(html, "more are in the bundle");
});

Deno.test("html shows what an attempt rests on: script, end, files, both lists, protection, outputs", async () => {
  const { text } = parse(await page(inventedRecord("pass")));
  for (
    const part of [
      'echo " " >> /tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt',
      "Process 87225: SIGKILL ended the process after 912 ms. The harness did not send the signal.",
      "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt holds what the script writes",
      "1 of the same name, not counted: listed before the trigger started",
      "New: this entry counts",
      "Mon Sep 21 05:00:15 2026",
      "Real-time protectiononon",
      "read 2 times, 59 ms before to 541 ms after",
      "read once, 1.24 s after shows the entry that counts",
    ]
  ) {
    assertStringIncludes(text.replaceAll(/\s+/g, " "), part);
  }
});

Deno.test("html tells what protected the device while a trigger ran, in turn", async () => {
  const record = inventedRecord("pass");
  const [first, ...others] = record.scenarios;
  const [attempt] = first?.attempts ?? [];
  const before = attempt?.protection.before ?? null;
  if (first === undefined || attempt === undefined || before === null) throw new Error("unexpected fixture");
  const during = [true, false, false, true].map((realTimeProtection, index) => (
    { ...before, realTimeProtection, issues: index === 1 ? ["no events"] : [], askedMs: 1000 * index }
  ));
  const attempts = [{ ...attempt, protection: { ...attempt.protection, during } }];
  const { text } = parse(await page({ ...record, scenarios: [{ ...first, attempts }, ...others] }));
  for (
    const part of ["While it ran (4×)", "onon, then off, then onon", "Reportednothingnothing, then no events"]
  ) {
    assertStringIncludes(text.replaceAll(/\s+/g, " "), part);
  }
});

Deno.test("html says how to check it, where it was, and what somebody only said", async () => {
  const start = inventedStart();
  const record = inventedRecord("inconclusive");
  const { text } = parse(
    await page({
      ...record,
      options: { ...start.options, attestations: [{ id: "preview-features", statement: "Ann Lee, saw it" }] },
      prerequisites: record.prerequisites.map((one) =>
        one.id === "cloud-protection"
          ? { ...one, waiver: { reason: "a laboratory", until: "2026-12-31" } }
          : one
      ),
    }),
  );
  for (
    const part of [
      "shasum -a 256 -c SHA256SUMS",
      "bmverify report . --verify",
      "bmverify judge .",
      "--scenario behavior-monitoring.change-file-test",
      "--attest preview-features, by: Ann Lee, saw it.",
      "cloud-protection (unmet): a laboratory (until 2026-12-31)",
      'Chosen by the device: "release_ring" is "InsiderFast" (Beta).',
    ]
  ) {
    assertStringIncludes(text, part);
  }
});

Deno.test("html draws a deadline for what has one, not for a control, and no line from one block to the next", async () => {
  const passed = await page(inventedRecord("pass"));
  assertEquals(passed.split("The deadline is 30.0 s after the start").length, 2);
  const context = { style: PLAIN_STYLE, bundlePath: null, samples: inventedSamples };
  const measured = String(await htmlReporter.render(inventedRecord("measurement"), context));
  const blocks = measured.split('class="lane ').length - 1;
  const [line = ""] = /<path d="[^"]*" class="line line-0"/.exec(measured) ?? [];
  // Two charts have a bar for each block.
  assertEquals(line.split("M").length - 1, blocks / 2);
});

Deno.test("html says where the list after holds nothing new", async () => {
  const { text } = parse(
    await page(inventedRecord("fail"), INVENTED_EVIDENCE.filter(({ id }) => id !== "0006-threat-list")),
  );
  assertStringIncludes(text, "No new entry.");
});

Deno.test("html opens the worst attempt first, and only the demonstration of a run that passed", async () => {
  const open = async (name: (typeof INVENTED_RUNS)[number]) =>
    [...(await page(inventedRecord(name))).matchAll(/<details class="attempt tone-(\w+)" open>/g)]
      .map(([, tone]) => tone);
  assertEquals(await open("pass"), ["pass"]);
  assertEquals(await open("fail"), ["fail"]);
  assertEquals(await open("flaky"), ["fail", "fail", "fail"]);
});

Deno.test("html stays small with 1,000 attempts and lines of 1 MB", async () => {
  const attempts = Array.from({ length: 1000 }, (_, index) => inventedAttempt({ index: index + 1 }));
  const record = foldRun(
    stampEvents([inventedStart(), ...inventedScenario(INVENTED_DEMONSTRATION, attempts), {
      kind: "run-finished",
    }]),
  );
  const large = INVENTED_EVIDENCE.map((one) => ({ ...one, stdout: "x".repeat(1_000_000) }));
  const html = await page(record, large);
  assertLess(html.length, 1_500_000);
  assertStringIncludes(html, "960 more attempts are in the table");
  assertStringIncludes(html, "more characters in the bundle");
});

Deno.test("html names the alert once for many detections of one name", async () => {
  const { text } = parse(await page(inventedRecord("flaky")));
  assertStringIncludes(text, "1 alert to look for");
  assertStringIncludes(text, "and 6 more");
});

/** An hour of six processes at ten samples a second. */
async function* anHourOfSamples(): AsyncIterable<string> {
  const labels = [
    "wdavdaemon",
    "wdavdaemon_enterprise",
    "wdavdaemon_unprivileged",
    "epsext",
    "netext",
    "wdavdaemon edr",
  ];
  for (let tick = 0; tick < 36_000; tick++) {
    const processes = labels.map((label, pid) => ({
      pid,
      startedAt: "1",
      label,
      cpuMs: tick * (pid + 1) + (tick % 17) / 17,
      bytes: 1e8 + pid * 1e7 + (tick % 500) * 1e4,
    }));
    const arm = Math.floor(tick / 300) % 2 === 0 ? "off" : "on";
    yield `${
      JSON.stringify({
        block: Math.floor(tick / 300),
        phase: "compare",
        workload: "idle",
        arm,
        atMs: tick * 100,
        missed: 0,
        processes,
      })
    }\n`;
    if (tick % 1000 === 0) await Promise.resolve();
  }
}

Deno.test("html of an hour of samples stays below 1.5 MB", async () => {
  const context = { style: PLAIN_STYLE, bundlePath: null, samples: anHourOfSamples };
  const html = String(await htmlReporter.render(inventedRecord("measurement"), context));
  assertLess(html.length, 1_500_000);
  assertStringIncludes(html, "36000 samples of each process");
});

Deno.test("html shows cost only where it was measured, with units, floors and what was skipped", async () => {
  const { text } = parse(await page(inventedRecord("measurement")));
  for (
    const part of [
      "7.25 % of a core",
      "within the floor",
      "build was skipped: no compiler",
      "18.4 to 19.4 % of a core",
    ]
  ) {
    assertStringIncludes(text, part);
  }
  assertEquals((await page(inventedRecord("pass"))).includes('id="cost"'), false);
});
