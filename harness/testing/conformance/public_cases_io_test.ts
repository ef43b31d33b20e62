// What people really feed to `parse`, read in place: each file is told by looking, and comes to what its page says.
import { assertEquals, assertObjectMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { PARSE_KINDS, parseAnyKind } from "../../device/parse_kind.ts";
import { parseExclusions } from "../../device/parse_exclusions.ts";
import { parseHealth } from "../../device/parse_health.ts";
import { HarnessError } from "../../model/harness_error.ts";
import { noExclusion } from "../../prerequisites/checks/no_exclusion.ts";
import { notExpired } from "../../prerequisites/checks/not_expired.ts";
import { realTimeProtection } from "../../prerequisites/checks/real_time_protection.ts";
import { contextWith, read as answered } from "../facts_fixture.ts";

const SHARED = new URL("../../../../shared/", import.meta.url);

function read(path: string): Uint8Array | null {
  try {
    return Deno.readFileSync(new URL(path, SHARED));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function test(path: string, what: string, check: (input: Uint8Array) => void): void {
  const input = read(path);
  Deno.test({
    name: input === null ? `NOT CHECKED, ${path} is not beside this checkout` : `${path} ${what}`,
    ignore: input === null,
    fn: () => check(input ?? new Uint8Array()),
  });
}

function assertRead(input: Uint8Array, kind: string, value: Record<string, unknown>): void {
  const recognised = parseAnyKind(input);
  assertEquals(recognised.kind, kind);
  assertObjectMatch({ value: recognised.value }, { value });
}

test("cases/30-linux-101.02.55-no-license-health.txt", "is health of an agent without a licence", (input) => {
  assertRead(input, "health", { licensed: false, orgId: null, productExpiration: null });
  const { status, detail } = notExpired(contextWith({ health: answered(parseHealth(input)) }));
  assertEquals(status, "unknown");
  assertStringIncludes(detail, "unavailable");
  assertStringIncludes(detail, "licen");
});
test(
  "cases/31-linux-2026-audit-enforcement-health.txt",
  "is health with the level that blocks nothing",
  (input) => {
    assertRead(input, "health", { enforcementLevel: { value: "audit", managed: true } });
    const { status, detail } = realTimeProtection(
      contextWith({ platform: "linux", health: answered(parseHealth(input)) }),
    );
    assertEquals(status, "unmet");
    assertStringIncludes(detail, "audit");
  },
);
test("cases/32-rhel-exclusion-list-process-name.txt", "has an extension, which is no file", (input) => {
  const recognised = parseAnyKind(input);
  assertEquals(recognised, {
    kind: "exclusions",
    value: [
      { kind: "folder", pattern: "/opt/app/", managed: false },
      { kind: "process", pattern: "bash", managed: false },
      { kind: "extension", pattern: ".txt", managed: false },
    ],
  });
  const { status, detail } = noExclusion(contextWith({ exclusions: answered(parseExclusions(input)) }));
  assertEquals(status, "unmet");
  assertStringIncludes(detail, ".txt");
});
test("cases/34-linux-top-b.txt", "has CPU time and memory", (input) => {
  const { kind, value } = parseAnyKind(input);
  assertEquals(kind, "ps");
  assertObjectMatch({ first: Array.isArray(value) ? value[0] : null }, {
    first: { pid: 1966, name: "wdavdaemon", cpuTimeMs: 4_931_490, rssBytes: 394_465_280 },
  });
});
test("cases/35-macos-top-l1.txt", "is refused, with the command that prints what can be read", (input) => {
  const { hint } = assertThrows(() => PARSE_KINDS.ps.parse(input), HarnessError);
  assertStringIncludes(hint, "ps -Ao pid,time,rss,comm");
  assertThrows(() => parseAnyKind(input), HarnessError);
});
test("cases/38-daemon-not-connected.txt", "is the agent's refusal, not a table", (input) => {
  for (const parse of [PARSE_KINDS.health.parse, parseAnyKind]) {
    assertThrows(() => parse(input), HarnessError, 'refusal, not a table: "Could not connect to the daemon"');
  }
});
test(
  "cases/40-mac-health-check-issue22-zsh-prompt.txt",
  "is health, and what a second command printed is none",
  (input) => {
    assertRead(input, "health", { healthy: true, appVersion: "101.25062.0005", fullDiskAccessEnabled: true });
  },
);

/** Captures that no kind reads, each with a word of what they are said to be. */
const REFUSED: Readonly<Record<string, string>> = {
  "connectivity-test/ms-docs-all-ok.txt": "connectivity test",
  "errors/no-license-attention-line.txt": "line above an answer",
  "hot-event-sources/macos-2026-06-json-excerpt.txt": "event-provider-statistics",
  "other/macos-101.25062-health-help.txt": "help",
  "other/macos-101.25062-mdatp-no-args.txt": "help",
  "other/macos-epsext-log-lines.txt": "a log",
  "other/ms-bm-intune-profile-malformed-2024-05-08.txt": "configuration",
  "other/ms-demo-killed-line.txt": "killed",
  "other/ms-linux-ebpf-statistics.txt": "ebpf-statistics",
  "other/ms-mac-resources-diagnostic-create.txt": "archive",
  "machine-state/pmset-custom-mac-studio-26.5.txt": "power or heat",
  "machine-state/pmset-therm-intel-throttled.txt": "power or heat",
  "ps-top/linux-custom-path-systemctl.txt": "service",
  "ps-top/nll-centos-systemctl-status.txt": "service",
};

for (const [path, words] of Object.entries(REFUSED)) {
  test(`captures/${path}`, `is refused as ${words}`, (input) => {
    assertStringIncludes(assertThrows(() => parseAnyKind(input), HarnessError).message, words);
  });
}

const KIND_OF_FOLDER: Readonly<Record<string, string>> = {
  "config-output/linux-config-rtp-with-full-stop.txt": "config-answer",
  "config-output/ms-linux-config-rtp.txt": "config-answer",
  "config-output/ms-linux-exclusion-messages.txt": "config-answer",
  "config-output/ms-mac-resources-log-level.txt": "config-answer",
  "errors/macos-same-value-exact.txt": "config-answer",
  "exclusion-list/linux-folder-with-scope.txt": "exclusions",
  "exclusion-list/linux-no-exclusions.txt": "exclusions",
  "health-details/lab-features-bm-line.txt": "health-details",
  "health-details/macos-antivirus-rtp-enabled.txt": "health-details",
  "health-details/macos-system-extensions-enabled.txt": "health-details",
  "health-details/ms-linux-features-2026-engine-signature.txt": "health-details",
  "health-details/ms-mac-system-extensions-not-approved.txt": "health-details",
  "health-json/glpi-macos-101.98.30.txt": "health",
  "health-text/linux-101.23062.0010-bm-enabled.txt": "health",
  "health-text/macos-101.25062.0005-production-bm-disabled.txt": "health",
  "hot-event-sources/ms-linux-executables-json.txt": "hot-event-sources",
  "hot-event-sources/ms-linux-executables-text.txt": "hot-event-sources",
  "hot-event-sources/ms-linux-files-json.txt": "hot-event-sources",
  "hot-event-sources/ms-linux-files-text.txt": "hot-event-sources",
  "other/systemextensionsctl-101.26032.0016-reformatted.txt": "system-extensions",
  "other/systemextensionsctl-101.26062.0009-epsext-enabled-netext-waiting.txt": "system-extensions",
  "ps-top/linux-ansible-ps-ef-2026.txt": "ps",
  "ps-top/linux-custom-path-ps-aux.txt": "ps",
  "ps-top/macos-ps-rss-comm.txt": "ps",
  "rtp-statistics-json/eigenein-macos-2024-01.txt": "rtp-statistics",
  "threat-list-text/macos-101.25062-eicar-only.txt": "threats",
  "threat-list-text/macos-101.25062-eicar-then-behavior.txt": "threats",
  "threat-list-text/ms-demo-2025-doc.txt": "threats",
  "version/macos-101.26032.0016-reported.txt": "version",
};

for (const [path, kind] of Object.entries(KIND_OF_FOLDER)) {
  test(`captures/${path}`, `is told by looking to be ${kind}`, (input) => {
    assertEquals(parseAnyKind(input).kind, kind);
  });
}
