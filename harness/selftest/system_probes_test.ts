// Every probe of the system's commands and files on recorded output, most of it of macOS: what confirms, what refutes.
import { assertEquals } from "@std/assert";
import { findingOf, type RecordedAnswer, type RecordedAnswers } from "../testing/recorded_trial.ts";
import type { Finding } from "./assumption.ts";
import { SYSTEM_ASSUMPTIONS } from "./system/system_assumptions.ts";

type Row = readonly [id: string, answers: RecordedAnswers, status: Finding["status"]];

const PRESSURE = "com.apple.system.thermalpressurelevel";
const PS_LINE =
  "  4711     1 Mon Sep  7 09:00:00 2026     1:02.03  20480 /Applications/Microsoft Defender.app/x y\n";
const SIGNED = "Executable=/bin/ls\nIdentifier=com.apple.ls\nTeamIdentifier=not set\n";

/** For one program: what it says that is right, and what it says that is not. */
const SAID:
  readonly (readonly [id: string, program: string, right: RecordedAnswer, wrong: RecordedAnswer])[] = [
    ["process-columns", "/bin/ps", { stdout: PS_LINE }, { stdout: `${PS_LINE}4712 ?\n` }],
    ["cpu-counters", "sampler", {
      stdout: '{"kind":"start","source":"macos-rusage","selfCheck":"agrees with getrusage"}\n',
    }, { exitCode: 3, stdout: '{"kind":"failed","why":"Cannot trust the CPU times: 1 and 41.7 ms"}\n' }],
    ["linux-state", "/bin/sh", {
      exitCode: 2,
      stdout: "/proc/loadavg:0.10 0.2 0.3 1/9 9\n/proc/meminfo:MemAvailable:  100 kB\n",
    }, { exitCode: 2 }],
    ["product-version", "/usr/bin/sw_vers", {
      stdout: "ProductName:\t\tmacOS\nProductVersion:\t\t26.5\nBuildVersion:\t\t25F71\n",
    }, { stdout: "ProductName: macOS\n" }],
    ["hardware-model", "/usr/sbin/sysctl", {
      exitCode: 1,
      stdout:
        "hw.model: iMac19,1\nmachdep.cpu.brand_string: Intel(R)\nhw.memsize: 8589934592\nhw.physicalcpu: 6\n",
      stderr: "sysctl: unknown oid 'hw.perflevel0.name'\n",
    }, { stdout: "hw.model: Mac15,6\n" }],
    ["backup-status", "/usr/bin/tmutil", { stdout: "Backup session status:\n{\n    Running = 0;\n}\n" }, {
      stdout: "Backup session status:\n",
    }],
    ["power-source", "/usr/bin/pmset", { stdout: "Now drawing from 'AC Power'\n" }, { stdout: "AC\n" }],
    ["low-power-mode", "/usr/bin/pmset", { stdout: "AC Power:\n lowpowermode         0\n" }, {
      stdout: "AC Power:\n womp 1\n",
    }],
    ["thermal-limits", "/usr/bin/pmset", { stdout: "\tCPU_Speed_Limit \t= 62\n" }, { stdout: "fine\n" }],
    ["thermal-pressure", "/usr/bin/notifyutil", { stdout: `${PRESSURE} 0\n` }, { stdout: `${PRESSURE} 7\n` }],
    ["load-average", "/usr/sbin/sysctl", { stdout: "{ 1.50 1.60 1.70 }\n" }, { stdout: "1.50 1.60\n" }],
    ["swap-usage", "/usr/sbin/sysctl", { stdout: "total = 2048.00M  used = 1024.50M  free = 1M\n" }, {
      stdout: "none\n",
    }],
    ["free-memory", "/usr/bin/vm_stat", {
      stdout: "Mach Virtual Memory Statistics: (page size of 16384 bytes)\nPages free:    100.\n",
    }, { stdout: "Pages free:    100.\n" }],
    ["code-signature", "/usr/bin/codesign", { stderr: SIGNED }, {
      exitCode: 1,
      stderr: "/bin/ls: code object is not signed at all\n",
    }],
    ["extension-list", "/usr/bin/systemextensionsctl", { stdout: "0 extension(s)\n" }, {
      stdout: "Usage:\n",
    }],
    ["service-list", "/bin/launchctl", { stdout: "PID\tStatus\tLabel\n-\t0\tcom.apple.a\n" }, {
      exitCode: 64,
      stderr: "Usage: launchctl <subcommand>",
    }],
    ["kept-awake", "/usr/bin/caffeinate", {}, { exitCode: 1 }],
    ["mac-bash", "/bin/bash", {
      stdout: "GNU bash, version 3.2.57(1)-release (arm64-apple-darwin25)\n",
    }, { stdout: "GNU bash, version 5.2.15(1)-release\n" }],
    ["mac-zsh", "/bin/zsh", { stdout: "zsh 5.9 (arm64-apple-darwin25.0)\n" }, { stdout: "zsh 6\n" }],
    ["tmp-link", "/usr/bin/readlink", { stdout: "private/tmp\n" }, { exitCode: 1 }],
    ["temporary-folder", "files", {
      stdout: '{"folder":"/var/folders/x/T/a","realFolder":"/private/var/folders/x/T/a"}',
    }, { stdout: '{"folder":"/Users/me/a","realFolder":"/Users/me/a"}' }],
    ["letter-case", "files", { stdout: '{"ignoresCase":true}' }, { stdout: '{"ignoresCase":false}' }],
    ["sync-cost", "files", { stdout: '{"syncMs":[5,6,900]}' }, { stdout: '{"syncMs":[60,70,80]}' }],
  ];

const ROWS: readonly Row[] = [
  ...SAID.flatMap(([id, program, right, wrong]): readonly Row[] => [
    [id, { [program]: right }, "confirmed"],
    [id, { [program]: wrong }, "refuted"],
    [id, {}, "refuted"],
  ]),
  ["cpu-counters", { sampler: { exitCode: 1, stderr: "error" } }, "untested"],
  ["sync-cost", { files: { exitCode: 1, stderr: "error" } }, "untested"],
  ["hardware-model", { "/usr/sbin/sysctl": { timedOut: true, exitCode: null } }, "untested"],
];

for (const [index, [id, answers, status]] of ROWS.entries()) {
  Deno.test(`${id} is ${status} by recorded answer ${index} of the system`, async () => {
    const finding = await findingOf(id, answers);
    assertEquals(finding.status, status, JSON.stringify(finding));
  });
}

Deno.test("every assumption about the system is probed on recorded answers", () => {
  const tried = new Set(ROWS.map(([id]) => id));
  assertEquals(SYSTEM_ASSUMPTIONS.map(({ id }) => id).filter((id) => !tried.has(id)), []);
});
