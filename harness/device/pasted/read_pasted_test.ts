// Pasted text of any mix of commands, told apart and read.
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import exclusionList from "../fixtures/exclusion_list.txt" with { type: "text" };
import healthJson from "../fixtures/health_json.txt" with { type: "text" };
import healthText from "../fixtures/health.txt" with { type: "text" };
import psMacos from "../fixtures/ps_macos.txt" with { type: "text" };
import threatList from "../fixtures/threat_list.txt" with { type: "text" };
import { answersOf, type Pasted, readPasted } from "./read_pasted.ts";
import { pastedState } from "./pasted_state.ts";
import { splitTranscript } from "./split_transcript.ts";

function pasted(...texts: readonly string[]): Pasted {
  return readPasted(
    texts.map((text, index) => ({ name: `${index + 1}.txt`, bytes: new TextEncoder().encode(text) })),
  );
}

const kindsOf = ({ answers }: Pasted): readonly string[] => answers.map(({ kind }) => kind);
const SECTION = "endpoint_security_extension_ready : true\nendpoint_security_extension_installed : true\n";

Deno.test("readPasted() reads a whole terminal session, one answer for each command", () => {
  const session = pasted(
    `Last login: Tue Aug 26 11:20:01 on ttys001\nmac:~ me$ mdatp health\n${healthText}mac:~ me$ echo hello\nhello\n` +
      `mac:~ me$ sudo mdatp exclusion list\n${exclusionList}mac:~ me$ mdatp health --details system_extensions\n` +
      `${SECTION}mac:~ me$ ps -Ao pid,time,rss,comm\n${psMacos}mac:~ me$ \n`,
  );
  assertEquals(kindsOf(session), ["health", "exclusions", "health-details", "ps"]);
  assertEquals(session.unused.map((why) => why.replace(/:.*$/, "")), [
    'the text in front of the first command (in "1.txt")',
    '"mac',
  ]);
});

Deno.test("readPasted() tells outputs without a command by looking, sections of health among them", () => {
  assertEquals(kindsOf(pasted(healthText, healthJson, exclusionList, threatList, SECTION)), [
    "health",
    "health",
    "exclusions",
    "threats",
    "health-details",
  ]);
  assertEquals(kindsOf(pasted('behavior_monitoring : "disabled"\n')), ["health-details"]);
});

Deno.test("readPasted() believes no list that went through a filter, and only joins what changes nothing", () => {
  const filtered = assertThrows(
    () => pasted(`$ mdatp exclusion list | grep tmp\n${exclusionList}`),
    HarnessError,
  );
  assertStringIncludes(filtered.message, "a filter may have taken lines away");
  assertEquals(kindsOf(pasted(`$ mdatp exclusion list 2>&1 | tee out.txt\n${exclusionList}`)), [
    "exclusions",
  ]);
  assertEquals(kindsOf(pasted("$ mdatp health | grep licensed\nlicensed : true\n")), ["health"]);
});

Deno.test("readPasted() takes what another command prints for no list of detections", () => {
  const other = assertThrows(() => pasted(`$ mdatp threat quarantine list\n${threatList}`), HarnessError);
  assertStringIncludes(other.message, "answers no question that is asked here");
});

for (
  const [what, text, says] of [
    ["a web page", "<!DOCTYPE html><html><body>x</body></html>", "this is a web page"],
    ["a profile", '<?xml version="1.0"?><plist><dict><key>a</key></dict></plist>', "profile lint"],
    [
      "the list of another tool",
      "Processes: 612 total, 3 running\nPID COMMAND\n",
      "ps -Ao pid,time,rss,comm",
    ],
    ["a banner alone", "ATTENTION: No license found. Contact your administrator.\n", "only the line above"],
    ["prose", "the quick brown fox", "Paste the whole output"],
  ] as const
) {
  Deno.test(`readPasted() refuses ${what} with what to do, and names the file`, () => {
    const error = assertThrows(() => pasted(text), HarnessError);
    assertStringIncludes(`${error.message} ${error.hint}`, says);
    assertStringIncludes(error.message, "1.txt");
  });
}

Deno.test("pastedState() says of what nobody pasted that nobody did, with the command that prints it", () => {
  const { health, exclusions, allowed } = pastedState(pasted(threatList));
  for (
    const [reading, command] of [[health, "health"], [exclusions, "exclusion list"], [
      allowed,
      "allowed",
    ]] as const
  ) {
    assertEquals(reading.kind, "unreadable");
    if (reading.kind === "unreadable") assertEquals(reading.problem.code, "agent/not-asked");
    if (reading.kind === "unreadable") assertStringIncludes(reading.problem.hint, command);
  }
});

Deno.test("pastedState() fills in from sections what health leaves out", () => {
  const health = "healthy : true\nlicensed : true\nreal_time_protection_enabled : true\n";
  const sections =
    "$ mdatp health --details antivirus\nreal_time_protection_enabled : true\npassive_mode_enabled : false\n" +
    '$ mdatp health --details features\nbehavior_monitoring : "enabled" [managed]\n';
  const state = pastedState(pasted(health, sections));
  assertEquals(state.health.kind, "read");
  if (state.health.kind !== "read") return;
  const { realTimeProtectionEnabled, passiveModeEnabled, behaviorMonitoring } = state.health.value;
  assertEquals([realTimeProtectionEnabled?.value, passiveModeEnabled?.value, behaviorMonitoring], [
    true,
    false,
    { value: "enabled", managed: true },
  ]);
});

Deno.test("pastedState() refuses texts that contradict each other, and takes the last word within one", () => {
  const health = "healthy : true\nlicensed : true\nreal_time_protection_enabled : true\n";
  const off = "$ mdatp health --details antivirus\nreal_time_protection_enabled : false\n";
  const on = off.replace("false", "true");
  for (const texts of [[health, off], [off, health], [on, off]]) {
    assertThrows(() => pastedState(pasted(...texts)), HarnessError, "differ in");
  }
  const rtpIn = (text: string, isInOrder = false, ...more: readonly string[]) => {
    const { health, sections } = pastedState(pasted(text, ...more), { isInOrder });
    const value = health.kind === "read" ? health.value : sections?.value;
    return value?.realTimeProtectionEnabled?.value;
  };
  assertEquals(rtpIn(`$ mdatp health\n${health}${off}`), false);
  assertEquals(rtpIn(`${off}$ mdatp health\n${health}`), true);
  assertEquals(rtpIn(on + off), false);
  // In order the texts are one.
  assertEquals([rtpIn(health, true, off), rtpIn(off, true, health)], [false, true]);
});

Deno.test("pastedState() does not overrule by a section what health prints in words that are not understood", () => {
  const health = "healthy : true\nlicensed : true\nreal_time_protection_enabled : unavailable\n";
  const state = pastedState(pasted(health, "$ mdatp health --field real_time_protection_enabled\ntrue\n"));
  assertEquals(state.health.kind === "read" && state.health.value.realTimeProtectionEnabled, null);
});

Deno.test("pastedState() reads single fields of health, which is how the vendor's page asks for behavior monitoring", () => {
  const session = pasted(
    '$ mdatp health --field behavior_monitoring\n"disabled"\n$ mdatp health --field no_such_thing\n' +
      "Unknown property\n",
  );
  const { behaviorMonitoring, health } = pastedState(session);
  assertEquals(behaviorMonitoring, {
    kind: "read",
    value: { value: "disabled", managed: false },
    evidence: ["1.txt"],
  });
  assertEquals(health.kind, "unreadable");
});

Deno.test("pastedState() refuses two files that answer the same, and takes the last within one", () => {
  assertThrows(() => pastedState(pasted("No exclusions\n", exclusionList)), HarnessError, "both exclusions");
  const twice = pasted(`$ mdatp exclusion list\n${exclusionList}$ mdatp exclusion list\nNo exclusions\n`);
  assertEquals(pastedState(twice).exclusions, { kind: "read", value: [], evidence: ["1.txt"] });
  assertEquals(answersOf(twice, "exclusions").length, 2);
});

Deno.test("pastedState() reads the extension off the system's own list when nobody pasted the agent's section", () => {
  const listed = (state: string) =>
    "1 extension(s)\n--- com.apple.system_extension.endpoint_security\n" +
    `*\t*\tUBF8T346G9\tcom.microsoft.wdav.epsext (101.1.2/101.1.2)\tExtension\t[${state}]\n`;
  const readyIn = (text: string) => {
    const { systemExtensions, platform } = pastedState(pasted(text));
    return [
      platform,
      systemExtensions.kind === "read" && systemExtensions.value.endpoint_security_extension_ready?.value,
    ];
  };
  assertEquals(readyIn(listed("activated enabled")), ["darwin", true]);
  assertEquals(readyIn(listed("activated waiting for user")), ["darwin", false]);
});

Deno.test("splitTranscript() gives the words behind mdatp without prompt, form and what decorates the line", () => {
  const words = (line: string) => splitTranscript(`${line}\nx\n`)[0]?.words ?? null;
  assertEquals(words("user@mac ~ % sudo /usr/local/bin/mdatp health --output json"), ["health"]);
  assertEquals(words(" ~/Downloads  mdatp threat list      ✔  15:21:33"), ["threat", "list"]);
  assertEquals(words("$ mdatp health; mdatp threat list"), null);
  assertEquals(words("$ sw_vers"), null);
});
