import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import psMacos from "./fixtures/ps_macos.txt" with { type: "text" };
import { parseProcessList } from "./parse_process_list.ts";

Deno.test("parseProcessList() reads the headings of top in other languages, and refuses a list that tells no cost", () => {
  const [first] = parseProcessList(
    "  PID USER  VIRT    RES  ZEIT+ BEFEHL\n 1966 root  2931908 385220  82:11,49 wdavdaemon\n",
  );
  assertEquals([first?.cpuTimeMs, first?.rssBytes], [4_931_490, 394_465_280]);
  assertThrows(
    () => parseProcessList("  PID USER   VSZ COMMAND\n 1966 root 2931m wdavdaemon\n"),
    HarnessError,
    "neither CPU time nor memory",
  );
});

Deno.test("parseProcessList() reads macOS paths with blanks and tells the daemons apart by exact name", () => {
  const processes = parseProcessList(psMacos);
  assertEquals(processes.map(({ name, cpuTimeMs, rssBytes, role }) => [name, cpuTimeMs, rssBytes, role]), [
    ["launchd", 252_330, 21344 * 1024, null],
    ["wdavdaemon_unprivileged", 6_448_900, 282560 * 1024, "engine"],
    ["wdavdaemon", 9_120, 116208 * 1024, null],
    ["com.microsoft.wdav.epsext", 60_000, 33424 * 1024, null],
    ["agentd", 10, 1024 * 1024, null],
  ]);
  assertEquals(processes[4]?.path, "/Library/Application Support/Example Tool/agentd");
});

Deno.test("parseProcessList() keeps the daemon that runs as the account mdatp", () => {
  const list = "UID PID PPID C STIME TTY TIME CMD\n" +
    "root 10 1 0 10:02 ? 00:00:09 /opt/microsoft/mdatp/sbin/wdavdaemon\n" +
    "root 11 10 0 10:02 ? 1-00:00:07 /opt/microsoft/mdatp/sbin/wdavdaemon edr 18 17 --log_level info\n" +
    "mdatp 12 10 0 10:02 ? 00:00:06 /opt/microsoft/mdatp/sbin/wdavdaemon unprivileged 24 26\n";
  for (const text of [list, list.slice(list.indexOf("\n") + 1)]) {
    assertEquals(
      parseProcessList(text).map(({ pid, name, cpuTimeMs, role }) => [pid, name, cpuTimeMs, role]),
      [
        [10, "wdavdaemon", 9_000, "core"],
        [11, "wdavdaemon", 86_407_000, "edr"],
        [12, "wdavdaemon", 6_000, "engine"],
      ],
    );
  }
});

Deno.test("parseProcessList() reads ps aux of both systems, app paths included", () => {
  const [daemon] = parseProcessList(
    "USER PID %CPU %MEM VSZ RSS TT STAT STARTED TIME COMMAND\n" +
      "root 557 8.1 0.7 4123 116208 ?? Ss Mon10AM 12:33.40 " +
      "/Applications/Microsoft Defender.app/Contents/MacOS/wdavdaemon privileged --x /a/b\n",
  );
  assertEquals(daemon, {
    pid: 557,
    name: "wdavdaemon",
    path: "/Applications/Microsoft Defender.app/Contents/MacOS/wdavdaemon",
    cpuTimeMs: 753_400,
    rssBytes: 116208 * 1024,
    arguments: "privileged --x /a/b",
    role: "core",
  });
});

Deno.test("parseProcessList() reads the listing that the harness itself makes", () => {
  const [process] = parseProcessList(
    "  88 Mon Nov  3 09:00:00 2025   0:12.34  2048 /usr/sbin/agentd --fast\n",
  );
  assertEquals([process?.pid, process?.cpuTimeMs, process?.rssBytes, process?.arguments], [
    88,
    12_340,
    2048 * 1024,
    "--fast",
  ]);
});

Deno.test("parseProcessList() keeps kernel threads and names without a path whole", () => {
  const list = "PID TIME RSS COMMAND\n2 00:00:00 0 [kworker/0:1-events]\n3 00:00:01 12 wdavdaemon\n";
  assertEquals(parseProcessList(list).map(({ name, arguments: rest, role }) => [name, rest, role]), [
    ["[kworker/0:1-events]", null, null],
    ["wdavdaemon", null, null],
  ]);
});

Deno.test("parseProcessList() refuses silence, other outputs, cut lines and elisions", () => {
  const row = "  10 0:01.00 2048 /sbin/launchd\n";
  const inputs = [
    "",
    "PID TIME RSS COMM",
    "healthy : true",
    "● mdatp.service - Microsoft Defender\n  Main PID: 4802 (wdavdaemon)",
    "| process | CPU |\n| --- | --- |",
    `${row}  11 0:01`,
    `${row}  11 0:01.00 20`,
    `${row}...\n${row}`,
    `${row}and so on`,
    "PID TIME RSS COMM\n-4 0:01.00 3 /x",
    "PID TIME RSS COMM\n4 soon 3 /x",
    "PID TIME RSS COMM\n4 0:01.00 some /x",
    "x\0y",
  ];
  for (const input of inputs) {
    const { code } = assertThrows(() => parseProcessList(input), HarnessError, undefined, input);
    assertEquals(code, "agent/process-list-unreadable");
  }
});

Deno.test("parseProcessList() reads the columns of top -b, its units, and the last of several lists", () => {
  const head = "    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND\n";
  const frame = (time: string, res: string) =>
    `top - 10:21:33 up 12 days\nTasks: 231 total\n\n${head}   1966 root      20   0 3231112 ${res}  61204 S  71.4   2.4  ${time} wdavdaemon\n`;
  const [first] = parseProcessList(frame("82:11.49", "385220"));
  assertEquals([first?.cpuTimeMs, first?.rssBytes], [4_931_490, 394_465_280]);
  const [last, ...others] = parseProcessList(frame("82:11.49", "385220") + frame("82:12.00", "1.5g"));
  assertEquals([last?.cpuTimeMs, last?.rssBytes, others], [4_932_000, 1_610_612_736, []]);
  assertThrows(() => parseProcessList(frame("82:11.49", "lots")), HarnessError);
});

Deno.test("parseProcessList() takes the name of a program with blanks from its bundle", () => {
  const app = "/Applications/Microsoft Defender.app/Contents";
  const helper =
    `${app}/Frameworks/Microsoft Defender Helper (Renderer).app/Contents/MacOS/Microsoft Defender Helper (Renderer)`;
  const namesOf = (...commands: readonly string[]) =>
    parseProcessList(
      `PID TIME RSS COMMAND\n${commands.map((command) => `1 0:01.00 12 ${command}`).join("\n")}`,
    )
      .map(({ name, arguments: rest }) => [name, rest]);
  assertEquals(
    namesOf(
      `${app}/MacOS/Microsoft Defender`,
      `${helper} --type=renderer /x/Contents/MacOS/y`,
      `${app}/MacOS/wdavdaemon privileged`,
      "/bin/bash /Applications/X.app/Contents/MacOS/y",
    ),
    [
      ["Microsoft Defender", ""],
      ["Microsoft Defender Helper (Renderer)", "--type=renderer /x/Contents/MacOS/y"],
      ["wdavdaemon", "privileged"],
      ["bash", "/Applications/X.app/Contents/MacOS/y"],
    ],
  );
});
