import { TEST_FILE_PIECES } from "../../scenarios/antivirus/test_file_pieces.ts";
import { assert, assertEquals } from "@std/assert";
import { readThreats } from "./device_state.ts";
import { formatThreatText } from "./format_threats.ts";
import { permissionPath, shellQuote } from "./program_start.ts";
import { addScans, likelyCulprit } from "./scan_counters.ts";
import { isTestContent } from "./test_file_guard.ts";
import { entryFor } from "./threat_recorder.ts";

const OLD = { id: "a", name: "Behavior:X", type: "behavior", status: "quarantined", detectedAtMs: 1000 };

Deno.test("readThreats() lets a later line replace an entry and passes over a line still being written", () => {
  const text = `${JSON.stringify(OLD)}\n${JSON.stringify({ ...OLD, id: "b" })}\n${
    JSON.stringify({ ...OLD, detectedAtMs: 5000 })
  }\n{"id":"c","na`;
  assertEquals(readThreats(text).map(({ id, detectedAtMs }) => [id, detectedAtMs]), [["a", 5000], [
    "b",
    1000,
  ]]);
});

Deno.test("entryFor() gives a reused entry a time that prints differently", () => {
  const again = entryFor({ name: "Behavior:X", type: "behavior", reuse: true }, {
    before: [OLD],
    nowMs: 1400,
  });
  assertEquals(again.id, "a");
  assert(formatThreatText([again]) !== formatThreatText([OLD]));
  const fresh = entryFor({ name: "Behavior:X", type: "behavior", reuse: false }, {
    before: [OLD],
    nowMs: 1400,
  });
  assertEquals([fresh.id === "a", fresh.detectedAtMs], [false, 1400]);
});

Deno.test("isTestContent() knows the test file with white space behind it, and nothing else", () => {
  const whole = TEST_FILE_PIECES.join("");
  assertEquals(whole.length, 68);
  assert(isTestContent(whole));
  assert(isTestContent(`${whole} \r\n`));
  assert(!isTestContent(`${whole}x`));
  assert(!isTestContent(` ${whole}`));
  assert(!isTestContent(`${whole}${" ".repeat(61)}`));
});

Deno.test("likelyCulprit() takes the youngest process that names a watched folder, never the agent itself", () => {
  const folders = { root: "/d", triggerFolder: "/d/tmp", workFolder: "/d/files" };
  const row = (pid: number, args: string) => ({ pid, parentPid: 1, args });
  const table = [row(5, "tar -C /d/files"), row(6, "cp x /d/files/y"), row(7, "/d/sbin/wdavdaemon /d/files")];
  assertEquals(likelyCulprit(table, folders).pid, 6);
  assertEquals(likelyCulprit([], folders).args, "/sbin/launchd");
});

Deno.test("addScans() adds up for one process and leaves the others alone", () => {
  const row = { pid: 9, parentPid: 1, args: "/usr/bin/tar -C /d/files" };
  const once = addScans([], { row, files: 3, fileCostNs: 100 });
  const [counter] = addScans(once, { row, files: 2, fileCostNs: 500 });
  assertEquals(counter, {
    pid: 9,
    name: "tar",
    path: "/usr/bin/tar",
    filesScanned: 5,
    scanTimeNs: 1300,
    maxFileScanTimeNs: 500,
    active: true,
  });
});

Deno.test("shellQuote() and permissionPath() survive odd folders", () => {
  assertEquals(shellQuote("/it's $HOME"), `'/it'\\''s $HOME'`);
  assertEquals(permissionPath("/a,b"), "/a,,b");
});
