import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { answerCommand } from "./answer_command.ts";
import { formatHealthTable } from "./format_health.ts";
import { healthEntries } from "./health_entries.ts";
import { findProfile } from "../profiles/profiles.ts";
import { simulatedContext } from "../testing/simulated_context.ts";

const THREAT = {
  id: "24792ddb-4872-478e-91a5-620f1a7127c2",
  name: "Virus:DOS/EICAR_Test_File",
  type: "virus",
  status: "quarantined",
  detectedAtMs: new Date(2025, 7, 2, 12, 20, 47).getTime(),
};

function profile(id: string) {
  const found = findProfile(id);
  assert(found !== null, id);
  return found;
}

Deno.test("answerCommand() prints health as a padded table with quoted strings", () => {
  const { stdout, exitCode } = answerCommand(["health"], simulatedContext());
  const lines = stdout.split("\n");
  assertEquals(exitCode, 0);
  assertEquals(lines[0], "healthy                                     : true");
  assertEquals(lines[5], 'app_version                                 : "101.25062.0005"');
  assert(lines.includes('behavior_monitoring                         : "enabled"'));
  assertMatch(stdout, /^product_expiration {26}: [A-Z][a-z]{2} \d{2}, 2026 at \d{2}:\d{2}:\d{2} [AP]M$/m);
});

Deno.test("answerCommand() prints health as one line of JSON with settings as objects", () => {
  const { stdout } = answerCommand(["health", "--output", "json"], simulatedContext());
  assertMatch(stdout, /^\{"\$type":"getHealthAllResult",[^\n]*\}\n$/);
  const health = JSON.parse(stdout);
  assertEquals(health.behaviorMonitoring, { displayValue: true, isManaged: false, value: "enabled" });
  assertEquals(health.definitionsStatus, { $type: "upToDate" });
  assertEquals(health.productExpiration, String(Date.UTC(2026, 0, 1) + 150 * 24 * 60 * 60 * 1000));
  assertEquals(health.licensed, true);
});

Deno.test("answerCommand() marks what a policy manages", () => {
  const { stdout } = answerCommand(
    ["health", "--field", "behavior_monitoring"],
    simulatedContext(profile("managed-off")),
  );
  assertEquals(stdout, '"disabled" [managed]\n');
});

Deno.test("answerCommand() fails without a word for a field there is none of", () => {
  assertEquals(answerCommand(["health", "--field", "nonsense"], simulatedContext()), {
    stdout: "",
    exitCode: 1,
    settings: null,
  });
});

Deno.test("answerCommand() puts the banner before every answer of a device without license", () => {
  const { stdout } = answerCommand(
    ["health", "--field", "org_id"],
    simulatedContext(profile("not-onboarded")),
  );
  assertEquals(stdout, "ATTENTION: No license found. Contact your administrator for help.\nunavailable\n");
});

Deno.test("answerCommand() prints digits for booleans, and text for JSON, when the profile is old", () => {
  const context = simulatedContext(profile("old-booleans"));
  assertEquals(answerCommand(["health", "--field", "licensed"], context).stdout, "1\n");
  assertEquals(
    answerCommand(["health", "--output", "json"], context).stdout,
    formatHealthTable(healthEntries(context), "digits"),
  );
});

Deno.test("answerCommand() lists threats as text, the day padded with a blank", () => {
  const second = { ...THREAT, id: "b45fc36f", name: "Behavior:MacOS/MacOSChangeFileTest", type: "behavior" };
  const { stdout } = answerCommand(
    ["threat", "list"],
    simulatedContext(undefined, { threats: [THREAT, second] }),
  );
  assertEquals(
    stdout,
    [
      'Id: "24792ddb-4872-478e-91a5-620f1a7127c2"',
      "Name: Virus:DOS/EICAR_Test_File",
      'Type: "virus"',
      "Detection time: Sat Aug  2 12:20:47 2025",
      'Status: "quarantined"',
      "---",
      'Id: "b45fc36f"',
      "Name: Behavior:MacOS/MacOSChangeFileTest",
      'Type: "behavior"',
      "Detection time: Sat Aug  2 12:20:47 2025",
      'Status: "quarantined"',
      "",
    ].join("\n"),
  );
  assertEquals(answerCommand(["threat", "list"], simulatedContext()).stdout, "No threats\n");
});

Deno.test("answerCommand() lists threats as JSON in the shape that programs read", () => {
  const { stdout } = answerCommand(
    ["threat", "list", "--output", "json"],
    simulatedContext(undefined, { threats: [THREAT] }),
  );
  const [scan] = JSON.parse(stdout).threats.scans;
  assertEquals(scan.threats[0].threat, { name: THREAT.name, tracking_id: THREAT.id, type: "virus" });
  assertEquals(scan.threats[0].history, [{ key: String(THREAT.detectedAtMs), value: "quarantined" }]);
});

Deno.test("answerCommand() prints counters as texts of numbers", () => {
  const counter = {
    pid: 501,
    name: null,
    path: null,
    filesScanned: 7,
    scanTimeNs: 35706172777,
    maxFileScanTimeNs: 143,
    active: true,
  };
  const context = simulatedContext(undefined, { counters: [counter] });
  const json = answerCommand(["diagnostic", "real-time-protection-statistics", "--output", "json"], context);
  assertEquals(JSON.parse(json.stdout).counters[0].totalScanTime, "35706172777");
  const text = answerCommand(["diagnostic", "real-time-protection-statistics", "--sort"], context);
  assertStringIncludes(text.stdout, 'Process id: 501\nName: \nPath: ""\nTotal files scanned: 7\n');
});

Deno.test("answerCommand() fills the trigger folder of the device into its exclusions", () => {
  const { stdout } = answerCommand(["exclusion", "list"], simulatedContext(profile("excluded")));
  assertStringIncludes(stdout, 'Excluded folder\n---\nPath: "/d/tmp"\n');
  assertEquals(answerCommand(["exclusion", "list"], simulatedContext()).stdout, "No exclusions\n");
});

Deno.test("answerCommand() cuts every answer in the middle, so that no whole table remains", () => {
  const context = simulatedContext(profile("garbled"));
  const table = answerCommand(["health"], context).stdout;
  assert(!table.endsWith("\n"));
  assert(!(table.split("\n").at(-1) ?? "").includes(":"), table.slice(-60));
  assertStringIncludes(formatHealthTable(healthEntries(context), "words"), table);
  const json = answerCommand(["health", "--output", "json"], context).stdout;
  assert(json.startsWith('{"$type"') && !json.endsWith("}\n"));
});

Deno.test("answerCommand() says what there is when it is asked for something else", () => {
  for (const args of [[], ["nonsense"], ["threat"], ["threat", "quarantine"], ["config"]]) {
    const { stdout, exitCode } = answerCommand(args, simulatedContext());
    assertStringIncludes(stdout, "Expected one of:\n");
    assertEquals(exitCode, 1);
  }
  assertEquals(answerCommand(["help"], simulatedContext()).exitCode, 0);
  assertMatch(answerCommand(["health", "--help"], simulatedContext()).stdout, /^Usage: mdatp health /);
});
