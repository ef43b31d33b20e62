import { assertEquals, assertStringIncludes } from "@std/assert";
import { inventedRecord } from "../invented/run_records.ts";
import { mendStep } from "./mend_step.ts";
import { nextStepOf } from "./verdict_words.ts";

const RECORD = inventedRecord("inconclusive");
const GONE = "/tmp/device-1/bin/mdatp";
const SIMULATED = {
  ...RECORD,
  device: { ...RECORD.device, agentPath: GONE, chosenBy: { device: "simulated:passive" } },
};
const off = { what: '"It"', isUnread: false };

Deno.test("mendStep() gives a command that works on the device, and says what it is for", () => {
  const remedy = "sudo mdatp config passive-mode --value disabled";
  assertEquals(mendStep(RECORD, { ...off, remedy }), {
    text: 'Mend "It" with this command, then run again.',
    command: remedy,
  });
  const unread = mendStep(RECORD, { what: null, isUnread: true, remedy: "mdatp health" });
  assertEquals(unread?.text, "See what this command prints, then run again.");
  assertEquals(mendStep(RECORD, { ...off, remedy: "In the portal, open Settings" }), null);
});

Deno.test("mendStep() gives no command for a device that is gone, and none that would change the real one instead", () => {
  const remedy = `${GONE} config passive-mode --value disabled`;
  assertEquals(mendStep(SIMULATED, { ...off, remedy }), {
    text:
      '"It": this device was made for its run; a real one is mended with "sudo mdatp config passive-mode --value disabled".',
    command: null,
  });
  const recorded = mendStep({ ...RECORD, recorded: true }, { ...off, what: null, remedy });
  assertStringIncludes(recorded?.text ?? "", "This device is a recording; a real one");
});

Deno.test("nextStepOf() names the agent that was asked", () => {
  const device = { ...RECORD.device, agentPath: "/opt/a b/mdatp" };
  for (const reason of ["agent-unreadable", "status-not-stopped"] as const) {
    assertStringIncludes(nextStepOf({ ...RECORD, device, reason }).text, "\"'/opt/a b/mdatp' ");
    assertStringIncludes(nextStepOf({ ...SIMULATED, reason }).text, '"mdatp ');
  }
});
