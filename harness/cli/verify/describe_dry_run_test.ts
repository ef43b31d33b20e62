import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createFakeHost } from "../../testing/fake_host.ts";
import { describeDryRun } from "./describe_dry_run.ts";
import { planVerify, type VerifyOptions } from "./verify_plan.ts";
import { DEFAULTS } from "./verify_plan_test.ts";

async function describe(changes: Partial<VerifyOptions> = {}): Promise<string> {
  const options = { ...DEFAULTS, scenario: ["*.change-file-test"], reporter: ["json"], ...changes };
  const fake = createFakeHost();
  const text = describeDryRun(fake.host, await planVerify(fake.host, options));
  assertEquals(fake.touched, []);
  return text;
}

Deno.test("describeDryRun() names every command, script and file of a run on a Mac", async () => {
  const text = await describe();
  for (
    const line of [
      "  /usr/local/bin/mdatp health --output json",
      "  /usr/local/bin/mdatp threat list",
      "  /usr/local/bin/mdatp config behavior-monitoring --value enabled",
      "  /usr/local/bin/mdatp config behavior-monitoring --value disabled",
      "    bash BM_test.sh",
      '      echo " " >> /tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt',
      "  /tmp/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt",
      "  reports/out/(run id)/run.json",
      "  reports/out/latest",
      "  /Users/me/Library/Application Support/bmverify/(device)/lock, holder.json, journal.ndjson, scripts/",
    ]
  ) assert(text.split("\n").includes(line), `${line}\nis not in\n${text}`);
  assert(!text.includes("{folder}"), text);
});

Deno.test("describeDryRun() follows --mdatp, --platform, --state, --out and --repeats", async () => {
  const text = await describe({
    mdatp: "/opt/mdatp",
    platform: "linux",
    state: "/srv/state",
    out: "/srv/out",
    repeats: 5,
  });
  assertStringIncludes(text, "/opt/mdatp threat list");
  assertStringIncludes(text, "/srv/state/(device)/lock");
  assertStringIncludes(text, "/srv/out/latest");
  assertStringIncludes(text, "behavior-monitoring.change-file-test (5 times)");
  assert(!text.includes("system_extensions"));
});

Deno.test("describeDryRun() of a simulated device touches /tmp with nothing", async () => {
  const text = await describe({ device: "simulated:flaky" });
  assertStringIncludes(text, '(simulated device "flaky")/bin/mdatp health');
  assert(!/^\s+\/tmp|>> \/tmp/m.test(text), text);
});
