import { assert, assertEquals } from "@std/assert";
import { createFakeHost } from "../../testing/fake_host.ts";
import { VERIFY_DEFAULTS } from "../../testing/verify_defaults.ts";
import { describeFootprint } from "../showing/describe_footprint.ts";
import { verifyFootprint } from "./verify_footprint.ts";
import { planVerify, type VerifyOptions } from "./verify_plan.ts";

async function describe(changes: Partial<VerifyOptions> = {}): Promise<readonly string[]> {
  const options = { ...VERIFY_DEFAULTS, scenario: ["*.change-file-test"], reporter: ["json"], ...changes };
  const fake = createFakeHost();
  const text = describeFootprint(verifyFootprint(fake.host, await planVerify(fake.host, options)));
  assertEquals(fake.touched, []);
  return text.split("\n");
}

function assertLines(lines: readonly string[], wanted: readonly string[]): void {
  for (const line of wanted) assert(lines.includes(line), `${line}\nis not in\n${lines.join("\n")}`);
}

Deno.test("verifyFootprint() names every command, script and file of a run on a Mac", async () => {
  assertLines(await describe(), [
    "  /usr/local/bin/mdatp health --output json",
    "  /usr/local/bin/mdatp health --details system_extensions",
    "  /usr/local/bin/mdatp threat list",
    "  /usr/local/bin/mdatp config behavior-monitoring --value enabled",
    "  /usr/local/bin/mdatp config behavior-monitoring --value disabled",
    "    bash BM_test.sh",
    "      set -eC",
    '      echo " " > /tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt',
    "  /bin/rm -f -- /tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt",
    "  /tmp/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt",
    "  reports/out/(run id)/run.json",
    "  reports/out/latest",
    "  /Users/me/Library/Application Support/bmverify/(device)/scripts/BM_test.sh",
    "  /Users/me/Library/Application Support/bmverify/(device)/journal.ndjson",
  ]);
});

Deno.test("verifyFootprint() names the vendor's own lines with --as-published", async () => {
  const lines = await describe({ asPublished: true });
  assertLines(lines, ['      echo " " >> /tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt']);
  assert(!lines.includes("      set -eC"));
});

Deno.test("verifyFootprint() asks a Mac about power and heat where cost is measured, and only there", async () => {
  const battery = "  /usr/bin/pmset -g batt";
  assert(!(await describe()).includes(battery));
  assertLines(await describe({ measure: true, workload: ["build"] }), [
    battery,
    "  the first there is of cc, clang, gcc",
    "  reports/out/(run id)/samples.ndjson",
    "  reports/out/(run id)/feedback.txt",
    "  reports/out/(run id)/feedback.md",
  ]);
});

Deno.test("verifyFootprint() follows --mdatp, --state, --out, --repeats and --leave-enabled", async () => {
  const lines = await describe({
    mdatp: "/opt/mdatp",
    state: "/srv/state",
    out: "/srv/out",
    repeats: 5,
    leaveEnabled: true,
  });
  assertLines(lines, [
    "  /opt/mdatp threat list",
    "  /srv/state/(device)/device.json",
    "  /srv/out/latest",
    "  behavior-monitoring.change-file-test (5 times)",
  ]);
  assert(!lines.includes("  /opt/mdatp config behavior-monitoring --value disabled"));
});

Deno.test("verifyFootprint() has no script where the scenario is published for another system", async () => {
  const lines = await describe({ platform: "linux", reporter: ["all"] });
  const strange = /BM_test|system_extensions|attempts\.csv|config behavior-monitoring|journal/;
  assert(!lines.some((line) => strange.test(line)), lines.join("\n"));
});

Deno.test("verifyFootprint() of a simulated device names nothing below /tmp", async () => {
  const lines = await describe({ device: "simulated:flaky" });
  assertLines(lines, ['  (simulated device "flaky")/bin/mdatp health --output json']);
  assert(!lines.some((line) => /^\s+\/tmp|>> \/tmp/.test(line)), lines.join("\n"));
});
