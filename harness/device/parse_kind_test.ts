import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import exclusionList from "./fixtures/exclusion_list.txt" with { type: "text" };
import healthJson from "./fixtures/health_json.txt" with { type: "text" };
import healthText from "./fixtures/health.txt" with { type: "text" };
import psMacos from "./fixtures/ps_macos.txt" with { type: "text" };
import statistics from "./fixtures/statistics.txt" with { type: "text" };
import threatList from "./fixtures/threat_list.txt" with { type: "text" };
import threatListJson from "./fixtures/threat_list_json.txt" with { type: "text" };
import { parseAnyKind } from "./parse_kind.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const kindOf = (text: string): string => parseAnyKind(encode(text)).kind;

const EXTENSIONS = "1 extension(s)\n--- com.apple.system_extension.endpoint_security\n" +
  "enabled\tactive\tteamID\tbundleID (version)\tname\t[state]\n" +
  "*\t*\tUBF8T346G9\tcom.microsoft.wdav.epsext (101.1.2/101.1.2)\tExtension\t[activated enabled]\n";
const EVENTS = "Total Events: 12 Time: 3s. Throughput: 4 events/sec.\n" +
  "=========== Top 2 Hot Event Sources ===========\ncount    file path\n8\t/a b\n4\t/c\n";

Deno.test("parseAnyKind() tells each kind by looking", () => {
  assertEquals([healthText, healthJson].map(kindOf), ["health", "health"]);
  assertEquals([threatList, threatListJson, "No threats\n"].map(kindOf), ["threats", "threats", "threats"]);
  assertEquals([exclusionList, "No exclusions\n"].map(kindOf), ["exclusions", "exclusions"]);
  assertEquals([psMacos, statistics].map(kindOf), ["ps", "rtp-statistics"]);
  assertEquals(kindOf("Allowed threats:\nBehavior:MacOS/MacOSChangeFileTest\n"), "allowed");
  assertEquals(kindOf("Product version: 101.26032.0016\n"), "version");
  assertEquals(kindOf("Configuration property updated.\n"), "config-answer");
  assertEquals(
    ['behavior_monitoring : "disabled"\n', "network_extension_enabled : true\n", "engine_verification : 1\n"]
      .map(kindOf),
    ["health-details", "health-details", "health-details"],
  );
  assertEquals([EXTENSIONS, EVENTS].map(kindOf), ["system-extensions", "hot-event-sources"]);
  assertEquals(
    kindOf("$ sudo mdatp diagnostic behavior-monitoring-statistics --sort\n1 bash 12\n"),
    "behavior-statistics",
  );
});

Deno.test("parseAnyKind() goes by the command that was pasted along, where an output could be of several kinds", () => {
  assertEquals(kindOf("$ mdatp threat allowed list\nNo threats\n"), "allowed");
  assertEquals(
    kindOf("bash-3.2$ mdatp config behavior-monitoring --value enabled\nSomething new\n"),
    "config-answer",
  );
});

Deno.test("parseAnyKind() says what is wrong by the command that was pasted along, or that no kind fits", () => {
  const said = (text: string) => assertThrows(() => parseAnyKind(encode(text)), HarnessError);
  assertEquals(said('% mdatp health\nhealthy : "tru').code, "agent/health-unreadable");
  const nothing = said("the quick brown fox");
  assertEquals(nothing.code, "agent/output-unreadable");
  assertStringIncludes(nothing.hint, "hot-event-sources");
  assertEquals(said("").code, "agent/output-unreadable");
});

Deno.test("parseAnyKind() begins at the command of the agent, whatever was typed before it", () => {
  const paste = `$ sw_vers\nProductName:    macOS\nProductVersion: 15.7\n$ mdatp version\n` +
    "Product version: 101.26032.0016\n$ mdatp health\nhealthy : true\n";
  assertEquals(parseAnyKind(encode(paste)), { kind: "version", value: { productVersion: "101.26032.0016" } });
  assertEquals(kindOf('> healthy : true\n> licensed : true\n>\n> app_version : "101.1.2"\n'), "health");
  assertEquals(kindOf("This is what mdatp health says:\nhealthy : true\nlicensed : true\n"), "health");
});

for (
  const [text, title, hint] of [
    ["<!DOCTYPE html>\n<html>", "a web page", "whole output"],
    ['{"antivirusEngine": {}}', "configuration", "profile lint"],
    ["● mdatp.service - Microsoft Defender\n  Loaded: loaded (/x)\n", "service", "ps -Ao"],
    ["Testing connection with https://x ... [OK]\n", "connectivity test", "[OK]"],
    ["ATTENTION: No license found.\n", "the line above an answer", "mdatp health"],
    ["Could not connect to the daemon\n", "the agent's refusal", "Start the agent"],
    ["Battery Power:\n lowpowermode 1\n", "power or heat", "A run reads"],
    ["% mdatp health --help\nUsage: mdatp health [ --field <property> ]\n", "help", "whole output"],
    ["zsh: killed      sudo bash BM_test.sh\n", "killed", "threat list"],
  ] as const
) {
  Deno.test(`parseAnyKind() says of ${JSON.stringify(text.slice(0, 24))} that this is ${title}`, () => {
    const error = assertThrows(() => parseAnyKind(encode(text)), HarnessError);
    assertStringIncludes(error.message, title);
    assertStringIncludes(error.hint, hint);
  });
}

Deno.test("parseAnyKind() gives system extensions, event sources and raw statistics as they are", () => {
  assertEquals(parseAnyKind(encode(EXTENSIONS)).value, [{
    category: "endpoint_security",
    enabled: true,
    active: true,
    teamId: "UBF8T346G9",
    bundleId: "com.microsoft.wdav.epsext",
    version: "101.1.2/101.1.2",
    name: "Extension",
    state: "activated enabled",
  }]);
  assertEquals(parseAnyKind(encode(EVENTS)).value, {
    totalEvents: 12,
    durationMs: 3000,
    sources: [
      { count: 8, path: "/a b", signingId: null, teamId: null },
      { count: 4, path: "/c", signingId: null, teamId: null },
    ],
  });
  const raw = "$ mdatp diagnostic behavior-monitoring-statistics\nName: bash\n  Events: 12\n";
  assertEquals(parseAnyKind(encode(raw)).value, { raw: ["Name: bash", "  Events: 12"] });
});

Deno.test("parseAnyKind() refuses a list of system extensions that is shorter than it says, and versions without their parts", () => {
  const refuses = (text: string) => assertThrows(() => parseAnyKind(encode(text)), HarnessError);
  refuses(EXTENSIONS.replace("1 ext", "2 ext"));
  refuses("Product version: 101.26032");
  refuses("Product version: 101.26032.0016\nProduct version: 101.26032.0017");
});
