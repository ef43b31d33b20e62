import { assertEquals, assertStringIncludes } from "@std/assert";
import { RUN_REASONS } from "../../harness/model/verdict.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { headlineOf, nextStepOf, simulatedNotice } from "./verdict_words.ts";

Deno.test("headlineOf() and nextStepOf() have words for every reason", () => {
  const record = inventedRecord("pass");
  const headlines = new Set(RUN_REASONS.map((reason) => headlineOf({ ...record, reason })));
  assertEquals(headlines.size, RUN_REASONS.length);
  for (const reason of RUN_REASONS) assertEquals(nextStepOf({ ...record, reason }).text.endsWith("."), true);
});

Deno.test("nextStepOf() puts the restore before everything else", () => {
  assertEquals(nextStepOf(inventedRecord("not_restored")).command, "bmverify restore");
});

Deno.test("nextStepOf() gives the remedy of the first blocking prerequisite", () => {
  assertEquals(nextStepOf(inventedRecord("inconclusive")), {
    text: 'Mend "Release ring" with this command, then run again.',
    command: "sudo defaults write com.microsoft.autoupdate2 ChannelName -string Beta",
  });
  const bare = { ...inventedRecord("inconclusive"), prerequisites: [] };
  assertStringIncludes(nextStepOf(bare).text, "prerequisite named above");
});

Deno.test("nextStepOf() takes the hint of a failed enablement", () => {
  const record = inventedRecord("hostile");
  const { enablement } = record;
  if (enablement === null) throw new Error("unexpected fixture");
  const problem = { code: "enablement/managed", message: "m", hint: "Ask the administrator" } as const;
  const refused = {
    ...record,
    restore: { status: "not-needed", detail: "" },
    reason: "not-enabled",
  } as const;
  assertEquals(
    nextStepOf({ ...refused, enablement: { ...enablement, problem } }).text,
    "Ask the administrator.",
  );
  assertStringIncludes(nextStepOf({ ...refused, enablement: null }).text, "Switch behavior monitoring on");
});

Deno.test("headlineOf() tells a device that reacts sometimes from one that never does", () => {
  assertEquals(headlineOf(inventedRecord("flaky")), "Behavior monitoring reacted to only 7 of 10 triggers");
  assertEquals(headlineOf(inventedRecord("fail")), "Behavior monitoring did not react to the trigger");
  assertStringIncludes(nextStepOf(inventedRecord("flaky")).text, "to some triggers");
});

Deno.test("simulatedNotice() is there for simulated devices only", () => {
  assertStringIncludes(
    simulatedNotice(inventedRecord("pass")) ?? "",
    "SIMULATED DEVICE (profile off-by-default)",
  );
  assertEquals(simulatedNotice(inventedRecord("fail")), null);
});
