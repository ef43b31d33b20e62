// Published process lists, scan statistics, and what was published beside them but is neither.
import { type ConformanceRow, error, facts } from "./conformance_row.ts";

const NO_PROCESS_LIST = error("agent/process-list-unreadable");

const MDATP = "/opt/microsoft/mdatp/sbin/wdavdaemon";
const DEFENDER = "/Applications/Microsoft Defender.app/Contents/MacOS";

/** Rows of process lists and statistics. */
export const PROCESS_ROWS: readonly ConformanceRow[] = [
  {
    file: "ps-top/macos-ps-rss-comm.txt",
    parser: "ps",
    expected: facts({
      length: 5,
      1: {
        pid: 557,
        name: "wdavdaemon",
        path: `${DEFENDER}/wdavdaemon`,
        cpuTimeMs: null,
        rssBytes: 116208 * 1024,
      },
      2: { name: "netext" },
      3: { name: "wdavdaemon_enterprise", role: "edr" },
      4: { name: "wdavdaemon_unprivileged", role: "engine" },
    }),
  },
  {
    file: "ps-top/linux-ansible-ps-ef-2026.txt",
    parser: "ps",
    expected: facts({
      length: 3,
      0: { pid: 3564217, name: "wdavdaemon", path: MDATP, cpuTimeMs: 9_000, rssBytes: null, role: "core" },
      1: { pid: 3564252, cpuTimeMs: 7_000, role: "edr" },
      2: { pid: 3564401, cpuTimeMs: 6_000, role: "engine" },
    }),
  },
  {
    file: "ps-top/linux-auditd-era-ps-ef.txt",
    parser: "ps",
    expected: facts({
      length: 8,
      3: { pid: 6684, role: "core" },
      4: { pid: 6708, role: "edr" },
      5: { name: "mdatp_audisp_plugin", role: null },
      7: { pid: 7295, cpuTimeMs: 2_000, role: "engine" },
    }),
  },
  {
    file: "ps-top/linux-azure-ubuntu-ps-aux-1.txt",
    parser: "ps",
    expected: facts({
      length: 6,
      0: { pid: 15947, path: MDATP, cpuTimeMs: 12_000, rssBytes: 96196 * 1024, role: "edr" },
      1: { pid: 15901, role: "core" },
      2: { pid: 1, name: "systemd", role: null },
    }),
  },
  {
    file: "ps-top/linux-azure-ps-aux-2.txt",
    parser: "ps",
    expected: facts({
      length: 5,
      0: { pid: 698, role: "core" },
      1: { pid: 1320, role: "edr" },
      4: { name: "fwupd" },
    }),
  },
  {
    file: "ps-top/linux-custom-path-ps-aux.txt",
    parser: "ps",
    expected: facts({
      length: 2,
      0: { pid: 747798, cpuTimeMs: 21_000, rssBytes: 154336 * 1024, role: "core" },
      1: { pid: 747844, role: "edr" },
    }),
  },
  // Service states, tables and sentences: no process lists.
  { file: "ps-top/linux-custom-path-systemctl.txt", parser: "ps", expected: NO_PROCESS_LIST },
  { file: "ps-top/nll-centos-systemctl-status.txt", parser: "ps", expected: NO_PROCESS_LIST },
  { file: "ps-top/macos-cpu-by-daemon-90s-idle.txt", parser: "ps", expected: NO_PROCESS_LIST },
  { file: "ps-top/macos-rtp-off-daemons-still-busy-2026-07.txt", parser: "ps", expected: NO_PROCESS_LIST },
  { file: "ps-top/macos27-wdavdaemon-unprivileged-high.txt", parser: "ps", expected: NO_PROCESS_LIST },
  {
    file: "rtp-statistics-json/eigenein-macos-2024-01.txt",
    parser: "statistics",
    expected: facts({
      length: 102,
      0: {
        pid: 1,
        name: "launchd",
        path: "/sbin/launchd",
        filesScanned: 2071,
        scanTimeNs: 35706172777,
        maxFileScanTimeNs: 143635500,
        active: true,
      },
      101: { pid: 91498, name: null, path: null, filesScanned: 1, scanTimeNs: 22552458 },
    }),
  },
];
