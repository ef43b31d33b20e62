import { assertEquals } from "@std/assert";
import { agentFilter, OWN_QUESTIONS } from "./agent_processes.ts";
import type { Platform } from "../../model/platform.ts";
import { otherConsumers, parsePsListing, pickAgentProcesses } from "./ps_readings.ts";

const filter = agentFilter(null, 4000);
const mac =
  `  557     1 Thu Jun  4 09:12:01 2026  127:04.91 116208 /Applications/Microsoft Defender.app/Contents/MacOS/wdavdaemon
  592     1 Thu Jun  4 09:12:02 2026    0:00.10  33424 /Library/SystemExtensions/37687808/com.microsoft.wdav.netext.systemextension/Contents/MacOS/netext
  900     1 Thu Jun  4 09:15:00 2026   10:00.00  50000 /usr/local/bin/wdavdaemon helper
`;

Deno.test("parsePsListing() keeps paths with blanks and single-digit days", () => {
  const { processes, unreadable } = parsePsListing(mac, "darwin");
  assertEquals(unreadable, 0);
  assertEquals(processes[0], {
    pid: 557,
    parentPid: 1,
    startedAt: "Thu Jun  4 09:12:01 2026",
    cpuMs: (127 * 60 + 4) * 1000 + 910,
    rssBytes: 116208 * 1024,
    argv: ["/Applications/Microsoft Defender.app/Contents/MacOS/wdavdaemon"],
  });
});

Deno.test("parsePsListing() counts what it cannot read", () => {
  assertEquals(parsePsListing("ps: illegal option\n\n", "linux").unreadable, 1);
  assertEquals(parsePsListing("", "linux").processes, []);
});

Deno.test("pickAgentProcesses() finds the agent by its program, not by an argument", () => {
  const pickFrom = (text: string, platform: Platform) =>
    pickAgentProcesses(parsePsListing(text, platform).processes, filter).map(({ label }) => label);
  assertEquals(pickFrom(mac, "darwin"), ["wdavdaemon", "netext"]);
  const linux = line(1, "00:00:06", "/opt/microsoft/mdatp/sbin/wdavdaemon edr 18 17 --log_level info") +
    line(2, "00:00:06", "/usr/bin/tail -f /var/log/wdavdaemon") + line(3, "00:00:06", "[kthreadd]");
  assertEquals(pickFrom(linux, "linux"), ["wdavdaemon edr"]);
});

Deno.test("pickAgentProcesses() tells our own questions from those of others", () => {
  const listing = line(10, "00:00:01", "/usr/bin/mdatp health", 4000) +
    line(11, "00:00:01", "/bin/sh /usr/bin/wrapper", 4000) +
    line(12, "00:00:01", "/opt/microsoft/mdatp/sbin/wdavdaemonclient threat list", 11) +
    line(13, "00:00:01", "/usr/bin/mdatp health", 1);
  const picked = pickAgentProcesses(parsePsListing(listing, "linux").processes, filter);
  assertEquals(picked.map(({ pid, label }) => [pid, label]), [
    [10, OWN_QUESTIONS],
    [12, OWN_QUESTIONS],
    [13, "mdatp"],
  ]);
});

Deno.test("otherConsumers() names the busiest others by what they used, without arguments", () => {
  const before =
    parsePsListing(line(1, "0:01.00", "/usr/bin/mds") + line(2, "0:00.00", "/bin/bash -c secret"), "linux")
      .processes;
  const after = parsePsListing(
    line(1, "0:03.50", "/usr/bin/mds") + line(2, "0:00.40", "/bin/bash -c secret") +
      line(3, "0:09.00", "/sbin/wdavdaemon") + line(4, "0:00.90", "/usr/bin/new"),
    "linux",
  ).processes;
  assertEquals(otherConsumers(before, after, { filter, ignored: new Set(), limit: 2 }), [
    { name: "mds", cpuMs: 2500 },
    { name: "new", cpuMs: 900 },
  ]);
  assertEquals(
    otherConsumers(before, after, { filter, ignored: new Set([1, 4]), limit: 5 }),
    [{ name: "bash", cpuMs: 400 }],
  );
});

function line(pid: number, time: string, command: string, parentPid = 1): string {
  return `${pid} ${parentPid} Thu Jun  4 09:12:01 2026 ${time} 100 ${command}\n`;
}
