import { assertEquals, assertStringIncludes } from "@std/assert";
import { FAKE_DEVICE_RECORD } from "../../testing/fake_run.ts";
import { foldRestore, type SettingSoFar } from "./fold_restore.ts";

const OFF = { value: "disabled", managed: false } as const;
const ON = { value: "enabled", managed: false } as const;
const DENIED: SettingSoFar = {
  device: { ...FAKE_DEVICE_RECORD, chosenBy: { state: "/srv/state" } },
  enablement: null,
  changing: false,
  setting: null,
  restore: { status: "not-needed", detail: "Nothing was left changed" },
};

Deno.test("foldRestore() believes no run that says of its own change that nothing had to be put back", () => {
  const enablement = {
    before: OFF,
    wanted: "enabled",
    after: ON,
    changed: true,
    settleMs: 0,
    problem: null,
  } as const;
  for (
    const changed of [
      { enablement, setting: { before: "disabled", now: "enabled" } },
      { enablement, setting: null },
      { setting: { before: "enabled", now: "disabled" } },
    ]
  ) {
    const { restore } = foldRestore({ ...DENIED, ...changed });
    assertEquals(restore.status, "failed");
    assertStringIncludes(restore.detail, 'Run "bmverify restore --state /srv/state".');
  }
});

Deno.test("foldRestore() takes the word of a run that changed nothing, or put its change back", () => {
  assertEquals(foldRestore(DENIED).restore, DENIED.restore);
  const back = { before: "disabled", now: "disabled" };
  assertEquals(foldRestore({ ...DENIED, setting: back }).restore, DENIED.restore);
  const restored = { status: "restored", detail: "Put back" } as const;
  const setting = { before: "disabled", now: "enabled" };
  assertEquals(foldRestore({ ...DENIED, setting, restore: restored }).restore, restored);
});
