import { assertEquals } from "@std/assert";
import { addScans, likelyCulprit } from "./scan_counters.ts";

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
