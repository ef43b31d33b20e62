// `check --from`: the same checks, as far as pasted text bears them.
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { runCommandLine } from "../run_command_line.ts";
import { createFakeHost } from "../../testing/fake_host.ts";
import "../../testing/late_modules.ts";

const HEALTH = `healthy : true
health_issues : []
licensed : true
engine_version : "1.1.26010.1"
app_version : "101.26022.0020"
org_id : "5f0d2c0a-1b5e-4a39-9d07-0f3ce8a1d001"
release_ring : "Production"
product_expiration : Jan 16, 2030 at 07:42:45 AM
cloud_enabled : true
passive_mode_enabled : false
behavior_monitoring : "enabled"
real_time_protection_enabled : true
real_time_protection_available : true
tamper_protection : "audit"
definitions_updated_minutes_ago : 88
definitions_status : "up_to_date"
edr_machine_id : "d001"
conflicting_applications : []
full_disk_access_enabled : true
`;

async function run(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const readInput = (path: string) => Promise.resolve(new TextEncoder().encode(files[path] ?? ""));
  const fake = createFakeHost({ parts: { readInput } });
  let err = "";
  const code = await runCommandLine(["check", ...words, "--from", ...Object.keys(files)], {
    loadHost: () => Promise.resolve(fake.host),
    writeError: (text) => err += text,
  });
  return { code, out: fake.out(), err, touched: fake.touched };
}

async function statusOf(files: Readonly<Record<string, string>>) {
  const { code, out } = await run(files, "--json");
  const { ready, prerequisites } = JSON.parse(out) as {
    readonly ready: boolean;
    readonly prerequisites: readonly {
      readonly id: string;
      readonly status: string;
      readonly detail: string;
    }[];
  };
  return { code, ready, of: (id: string) => prerequisites.find((one) => one.id === id) };
}

const EXCLUSIONS = "No exclusions\n";

Deno.test("check --from touches no device, and marks what it prints in every form", async () => {
  const files = { "h.txt": HEALTH, "e.txt": EXCLUSIONS };
  const table = await run(files);
  assertEquals([table.code, table.touched], [0, []]);
  assertStringIncludes(table.out.split("\n")[0] ?? "", "FROM PASTED TEXT");
  assertStringIncludes(table.out, "Nothing that was pasted stands in the way");
  assertEquals((await run(files, "--quiet")).out, "PASTED ready\n");
  assertStringIncludes(JSON.parse((await run(files, "--json")).out).notice, "FROM PASTED TEXT");
});

Deno.test("check --from is not ready without what a run asks for, and says what to paste", async () => {
  const { code, ready, of } = await statusOf({ "h.txt": HEALTH });
  assertEquals([code, ready, of("no-exclusion")?.status], [3, false, "unknown"]);
  const nothing = await statusOf({ "e.txt": EXCLUSIONS });
  assertEquals([nothing.code, nothing.of("agent-answering")?.status], [3, "unknown"]);
  assertStringIncludes(nothing.of("agent-answering")?.detail ?? "", "Nobody pasted");
});

Deno.test("check --from finds in pasted text what stands in the way of a run on the device", async () => {
  const excluded = 'Excluded folder\nPath: "/private/tmp"\n';
  const passive = HEALTH.replace("passive_mode_enabled : false", "passive_mode_enabled : true");
  assertEquals((await statusOf({ "h.txt": HEALTH, "e.txt": excluded })).of("no-exclusion")?.status, "unmet");
  assertEquals(
    (await statusOf({ "h.txt": passive, "e.txt": EXCLUSIONS })).of("real-time-protection")?.status,
    "unmet",
  );
  const refused = await statusOf({
    "h.txt": "$ mdatp health\nCould not connect to the daemon\n",
    "e.txt": EXCLUSIONS,
  });
  assertEquals([refused.code, refused.of("agent-answering")?.status], [3, "unmet"]);
});

Deno.test("check --from finds in a section alone what is wrong, and says that all is well only where all is there", async () => {
  const details = (rtp: string, more = "") =>
    `$ mdatp health --details antivirus\npassive_mode_enabled : false\nreal_time_protection_enabled : ${rtp}\n${more}`;
  const rtpOf = async (text: string) =>
    (await statusOf({ "d.txt": text })).of("real-time-protection")?.status;
  assertEquals(await rtpOf(details("false            <--- DISABLED")), "unmet");
  assertEquals(await rtpOf(details("true")), "unknown");
  assertEquals(await rtpOf(details("true", "real_time_protection_available : true\n")), "met");
  const version = async (text: string) => (await statusOf({ "v.txt": text })).of("app-version")?.status;
  assertEquals(await version("$ mdatp version\nProduct version: 101.26032.0016\n"), "met");
  assertEquals(await version("$ mdatp version\nProduct version: 101.98.84\n"), "unmet");
  const field = await statusOf({ "f.txt": "$ mdatp health --field licensed\ntrue\n" });
  assertEquals([field.of("onboarded")?.status, field.ready], ["unknown", false]);
});

Deno.test("check --from says of privilege and paths that only the device shows them", async () => {
  const { of } = await statusOf({ "h.txt": HEALTH, "e.txt": EXCLUSIONS });
  for (const id of ["privilege", "trigger-paths-safe"]) {
    assertEquals(of(id)?.status, "unknown");
    assertStringIncludes(of(id)?.detail ?? "", "on the device");
  }
});

Deno.test("check --from refuses a device beside the text, and text that is nothing", async () => {
  const both = await run({ "h.txt": HEALTH }, "--device", "simulated");
  assertEquals([both.code, both.out], [2, ""]);
  assertStringIncludes(both.err, "both pasted text and a device");
  const prose = await run({ "x.txt": "the quick brown fox" });
  assertEquals([prose.code, prose.out], [3, ""]);
  assert(prose.err.includes("x.txt"));
});
