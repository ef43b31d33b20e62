import type { Prerequisite } from "../../harness/model/prerequisite.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { RUN_REASONS } from "../../harness/model/verdict.ts";
import { inventedRecord } from "../invented/run_records.ts";
import { headlineOf, nextStepOf } from "./verdict_words.ts";

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
    nextStepOf({ ...refused, enablement: { ...enablement, changed: false, problem } }).text,
    "Ask the administrator.",
  );
  assertStringIncludes(nextStepOf({ ...refused, enablement: null }).text, "Switch behavior monitoring on");
});

Deno.test("headlineOf() and nextStepOf() do not lay to behavior monitoring what became of the antivirus test file", () => {
  const failed = inventedRecord("fail");
  const scenarios = failed.scenarios.map((one) =>
    one.reason === "not-detected" ? { ...one, expectation: "file-removed-and-recorded" as const } : one
  );
  for (const reason of ["not-detected", "blocked-not-recorded", "recorded-not-blocked", "late"] as const) {
    const record = {
      ...failed,
      reason,
      scenarios: scenarios.map((one) => one.reason === "not-detected" ? { ...one, reason } : one),
    };
    const told = `${headlineOf(record)} ${nextStepOf(record).text}`;
    assertStringIncludes(told, "antivirus test file");
    assertEquals(told.includes("ehavior"), false, told);
  }
});

Deno.test("headlineOf() tells a device that reacts sometimes from one that never does", () => {
  assertEquals(headlineOf(inventedRecord("flaky")), "Behavior monitoring reacted to only 7 of 10 triggers");
  assertEquals(headlineOf(inventedRecord("fail")), "Behavior monitoring did not react to the trigger");
  assertStringIncludes(nextStepOf(inventedRecord("flaky")).text, "to some triggers");
});

Deno.test("nextStepOf() gives commands that do what they say on the same device", () => {
  const silent = { ...inventedRecord("pass"), reason: "quiet-as-expected" } as const;
  const given = { device: "simulated:off-by-default", state: "/srv/my state", out: "/srv/out" };
  const ga = { ...silent.policy, id: "ga", chosenBy: "option" } as const;
  assertEquals(
    nextStepOf({ ...silent, policy: ga, device: { ...silent.device, chosenBy: given } }).command,
    "bmverify verify --device simulated:off-by-default --policy ga --state '/srv/my state' --out /srv/out",
  );
  const standIn = { mdatp: "/opt/x/mdatp", platform: "darwin" };
  const asked = {
    ...silent,
    reason: "consent-not-given",
    device: { ...silent.device, chosenBy: standIn },
  } as const;
  assertEquals(nextStepOf(asked).command, "bmverify verify --yes --mdatp /opt/x/mdatp --platform darwin");
  const left = inventedRecord("not_restored");
  assertEquals(
    nextStepOf({ ...left, device: { ...left.device, chosenBy: given } }).command,
    "bmverify restore --device simulated:off-by-default --state '/srv/my state'",
  );
});

Deno.test("nextStepOf() sends nobody on Linux to a demonstration that the vendor does not publish", () => {
  const passed = inventedRecord("pass");
  const onLinux = { ...passed.device, platform: "linux" } as const;
  for (const reason of ["nothing-shown", "quiet-as-expected"] as const) {
    const { text, command } = nextStepOf({ ...passed, reason, device: onLinux, scenarios: [] });
    assertStringIncludes(text, "no demonstration of behavior monitoring for Linux");
    assertEquals(command, "bmverify verify --scenario antivirus.test-file");
    assertEquals(nextStepOf({ ...passed, reason, device: onLinux }).command, null);
    assertEquals(nextStepOf({ ...passed, reason, scenarios: [] }).command, "bmverify verify");
  }
});

Deno.test("nextStepOf() mends the likeliest cause of silence where a command mends it", () => {
  const silent = { ...inventedRecord("fail"), reason: "not-detected", scenarios: [] } as const;
  const issue: Prerequisite = {
    id: "agent-healthy",
    title: "The agent finds nothing wrong with itself",
    severity: "recommended",
    status: "unmet",
    detail: "The agent reports: no active event provider",
    evidence: [],
    remedy: "sudo launchctl kickstart -k system/com.microsoft.fresno",
    waiver: null,
  };
  const step = nextStepOf({ ...silent, prerequisites: [issue] });
  assertEquals(step.command, issue.remedy);
  assertStringIncludes(step.text, "no active event provider");
});
