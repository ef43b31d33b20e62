import { assertEquals } from "@std/assert";
import { AGENT_PROCESS_NAMES, labelProcess } from "./agent_processes.ts";

const real = { names: AGENT_PROCESS_NAMES, root: null };
const simulated = { names: AGENT_PROCESS_NAMES, root: "/tmp/device-1" };

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
