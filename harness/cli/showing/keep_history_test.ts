import { assertEquals, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { HistoryStores } from "../../ports/history_store.ts";
import { inventedRecord } from "../../../reports/invented/run_records.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import { addToHistory, sinceLastRun } from "./keep_history.ts";

const broken = () =>
  Promise.reject(new HarnessError("history/unreadable", "Cannot use it", { hint: "Make it again" }));
const BROKEN: HistoryStores = { open: broken, moveAside: broken, findRuns: broken, removeBundle: broken };

Deno.test("a history that is broken is one line, and changes nothing else of a run", async () => {
  const fake = createFakeHost();
  const host = { terminal: fake.host.terminal, histories: BROKEN };
  const record = inventedRecord("pass");
  assertEquals(await sinceLastRun(host, "/h.db", record), []);
  assertEquals(await addToHistory(host, "/h.db", record), undefined);
  assertStringIncludes(
    fake.err(),
    "The run is not in the history. Cannot use it. Make it again [history/unreadable]",
  );
  assertEquals(fake.err().trimEnd().split("\n").length, 1);
});

Deno.test("a run without a history opens none", async () => {
  const fake = createFakeHost();
  const host = { terminal: fake.host.terminal, histories: BROKEN };
  assertEquals(await sinceLastRun(host, null, inventedRecord("pass")), []);
  await addToHistory(host, null, inventedRecord("pass"));
  assertEquals(fake.err(), "");
});
