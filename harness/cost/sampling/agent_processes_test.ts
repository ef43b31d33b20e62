import { assertEquals } from "@std/assert";
import { agentFilter, labelOf, labelProcess, OWN_QUESTIONS } from "./agent_processes.ts";

const real = agentFilter(null, 4000);
const simulated = agentFilter("/tmp/device-1", 4000);

Deno.test("labelProcess() takes exact basenames, not prefixes", () => {
  const app = "/Applications/Microsoft Defender.app/Contents/MacOS";
  assertEquals(labelProcess([`${app}/wdavdaemon`, "privileged"], real), "wdavdaemon");
  assertEquals(
    labelProcess([`${app}/wdavdaemon_enterprise.app/Contents/MacOS/wdavdaemon_enterprise`, "edr"], real),
    "wdavdaemon_enterprise",
  );
  for (const other of ["/bin/wdavdaemon2", "/bin/xwdavdaemon", "/wdavdaemon/bash", "/bin/WDAVDAEMON"]) {
    assertEquals(labelProcess([other], real), null, other);
  }
  assertEquals(labelProcess([], real), null);
});

Deno.test("labelProcess() tells the three daemons of Linux apart by their first argument", () => {
  const path = "/opt/microsoft/mdatp/sbin/wdavdaemon";
  assertEquals(labelProcess([path], real), "wdavdaemon");
  assertEquals(labelProcess([path, "edr", "18", "17"], real), "wdavdaemon edr");
  assertEquals(labelProcess([path, "unprivileged", "24"], real), "wdavdaemon unprivileged");
  assertEquals(labelProcess([path, "--log_level"], real), "wdavdaemon");
});

Deno.test("labelProcess() counts only what runs under the root of a simulated device", () => {
  assertEquals(labelProcess(["/tmp/device-1/sbin/wdavdaemon"], simulated), "wdavdaemon");
  assertEquals(labelProcess(["/tmp/device-10/sbin/wdavdaemon"], simulated), null);
  assertEquals(labelProcess(["/opt/microsoft/mdatp/sbin/wdavdaemon"], simulated), null);
});

Deno.test("labelProcess() takes everything below the agent's folders, and other programs of such names nowhere", () => {
  const labels = [
    "/Applications/Microsoft Defender.app/Contents/MacOS/Microsoft Defender",
    "/opt/microsoft/mdatp/sbin/crashpad_handler",
    "/Library/SystemExtensions/8F/com.microsoft.wdav.epsext.systemextension/Contents/MacOS/epsext",
    "com.microsoft.dlp.agent",
    "/Library/SystemExtensions/8F/com.microsoft.wdav.netext.systemextension/Contents/MacOS/later_name",
    "/Library/Application Support/Microsoft/DLP/com.microsoft.dlp.ux.app/Contents/MacOS/com.microsoft.dlp.ux",
    "netext",
    "/Applications/Microsoft Defender Copy.app/Contents/MacOS/Microsoft Defender",
    "/home/kim/mdatp-tools/run",
    "/usr/local/bin/netext",
    "/home/kim/com.microsoft.wdav.profiles/edit",
    "/Library/Application Support/Microsoft/MAU2.0/Microsoft AutoUpdate.app/Contents/MacOS/Microsoft AutoUpdate",
  ].map((path) => labelProcess([path], real));
  assertEquals(labels, [
    "Microsoft Defender",
    "crashpad_handler",
    "epsext",
    "com.microsoft.dlp.agent",
    "later_name",
    "com.microsoft.dlp.ux",
    "netext",
    ...Array.from({ length: 5 }, () => null),
  ]);
});

Deno.test("labelOf() follows parents of a question a few steps, and never to the first process of the system", () => {
  const parents = new Map([[10, 11], [11, 12], [12, 4000], [20, 1], [30, 31], [31, 30]]);
  const isOwn = (pid: number, { label = "mdatp", ownPid = 4000 as number | null } = {}) =>
    labelOf({ pid, label }, { ownPid }, (of) => parents.get(of) ?? null) === OWN_QUESTIONS;
  assertEquals([10, 12, 20, 30, 99].map((pid) => isOwn(pid)), [true, true, false, false, false]);
  assertEquals(isOwn(10, { ownPid: null }), false);
  // A simulated device runs below our own process.
  assertEquals([isOwn(10, { label: "wdavdaemonclient" }), isOwn(10, { label: "wdavdaemon" })], [true, false]);
});
