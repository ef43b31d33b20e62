// `judge --before --after --ended`: the rules of a run on pasted text, and never a pass that nothing bears.
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InvalidArgumentError } from "@commander-js/extra-typings";
import { createFakeHost } from "../../testing/fake_host.ts";
import { runCommandLine } from "../run_command_line.ts";
import { parseHowEnded } from "./how_ended.ts";
import { parseWallTime } from "./wall_time.ts";
import "../../testing/late_modules.ts";

const HEALTH = 'healthy : true\nlicensed : true\nbehavior_monitoring : "enabled"\n' +
  "real_time_protection_enabled : true\nreal_time_protection_available : true\npassive_mode_enabled : false\n";
const OLD =
  'Id: "1"\nName: Virus:DOS/EICAR_Test_File\nType: "virus"\nDetection time: Fri Aug 22 12:20:47 2025\n' +
  'Status: "quarantined"\n';
const entry = (id: string, time = "11:26:41") =>
  `${OLD}---\nId: "${id}"\nName: Behavior:MacOS/MacOSChangeFileTest\nType: "behavior"\n` +
  `Detection time: Tue Aug 26 ${time} 2025\nStatus: "quarantined"\n`;
const FILES: Readonly<Record<string, string>> = {
  health: HEALTH,
  off: HEALTH.replace('"enabled"', '"disabled"'),
  mine: `${HEALTH}machine_guid : "0a1b2c3d-0000-4000-8000-00000000d001"\n`,
  other: `${HEALTH}machine_guid : "0a1b2c3d-0000-4000-8000-00000000d002"\n`,
  old: OLD,
  new: entry("2"),
  late: entry("2", "11:40:00"),
  "session after": `$ mdatp health\n${HEALTH}$ mdatp threat list\n${entry("2")}`,
  session: `$ mdatp health\n${HEALTH}$ mdatp threat list\n${OLD}`,
};

async function judge(...words: readonly string[]) {
  const readInput = (path: string) => Promise.resolve(new TextEncoder().encode(FILES[path] ?? ""));
  const fake = createFakeHost({ parts: { readInput } });
  let err = "";
  const code = await runCommandLine(["judge", ...words], {
    loadHost: () => Promise.resolve(fake.host),
    writeError: (text) => err += text,
  });
  return { code, out: fake.out(), err, touched: fake.touched };
}

const verdictOf = async (...words: readonly string[]) => {
  const { code, out } = await judge(...words, "--quiet");
  return [code, out.trim()];
};

const BEFORE = ["--before", "old", "health"];
const AFTER = ["--after", "new", "new", "health"];
const TIMES = [
  "--started",
  "2025-08-26 11:26:40",
  "--listed",
  "2025-08-26 11:26:42",
  "--listed",
  "2025-08-26 11:27:20",
];

Deno.test("judge of pasted text needs all that a run looks at, and ends with 3 even when the rules say pass", async () => {
  const { code, out, touched } = await judge(...BEFORE, ...AFTER, ...TIMES, "--ended", "killed");
  assertEquals([code, touched], [3, []]);
  assertStringIncludes(out, "FROM PASTED TEXT");
  assertStringIncludes(out, "pass blocked-and-recorded, from pasted text");
  assertStringIncludes(out, "That the demonstration ran");
  const sessions = ["--before", "session", "--after", "session after", "session after"];
  assertEquals(await verdictOf(...sessions, ...TIMES, "--ended", "killed"), [
    3,
    "PASTED pass blocked-and-recorded",
  ]);
});

Deno.test("judge of pasted text names what is missing, and is inconclusive without it", async () => {
  const all = { BEFORE, AFTER, TIMES };
  const without = [
    [{ ...all, TIMES: [] }, "when it was started"],
    [{ ...all, TIMES: TIMES.slice(0, 4) }, "when the list after it was asked for"],
    [{ ...all, BEFORE: ["--before", "health"] }, "the list of detections before it"],
    [
      { ...all, BEFORE: ["--before", "old", "mine"], AFTER: ["--after", "new", "new", "other"] },
      "machine_guid is another one",
    ],
    [{ ...all, AFTER: ["--after", "new", "new"] }, "the health of the agent after it"],
  ] as const;
  for (const [parts, says] of without) {
    const { code, out } = await judge(...parts.BEFORE, ...parts.AFTER, ...parts.TIMES, "--ended", "killed");
    assertStringIncludes(out, "inconclusive agent-unreadable");
    assertEquals([code, out.includes(says)], [3, true], says);
    assertEquals(
      out.includes("New in the list after it: Behavior:MacOS"),
      parts.BEFORE.some((word) => word === "old"),
      says,
    );
  }
});

Deno.test("judge of pasted text never passes what a run would not", async () => {
  const words = ["--ended", "killed", ...TIMES];
  const cases = [
    [["--before", "new", "health", ...AFTER, ...words], [3, "PASTED inconclusive blocked-not-recorded"]],
    [[...BEFORE, "--after", "late", "late", "health", ...words], [
      3,
      "PASTED inconclusive clock-not-plausible",
    ]],
    [[...BEFORE, "--after", "health", "new", "new", "off", ...words], [
      3,
      "PASTED inconclusive protection-changed",
    ]],
    [[...BEFORE, ...AFTER, ...TIMES, "--ended", "exit:0"], [1, "PASTED fail recorded-not-blocked"]],
    [[...BEFORE, ...AFTER, ...TIMES, "--ended", "signal:TERM"], [3, "PASTED inconclusive trigger-not-run"]],
    [[...BEFORE, ...AFTER, ...TIMES, "--ended", "exit:1"], [3, "PASTED inconclusive trigger-not-run"]],
    [["--before", "session", "--after", "old", "old", "health", ...TIMES, "--ended", "exit:0"], [
      1,
      "PASTED fail not-detected",
    ]],
  ] as const;
  for (const [given, expected] of cases) {
    assertEquals(await verdictOf(...given), [...expected], given.join(" "));
  }
});

Deno.test("judge of pasted text takes an entry for one of another time when the zone of the start is not the list's", async () => {
  const [, , first, , second] = TIMES;
  assertEquals([first, second], ["--listed", "--listed"]);
  const utc = [
    "--started",
    "2025-08-26T02:26:40Z",
    "--listed",
    "2025-08-26T02:26:42Z",
    "--listed",
    "2025-08-26T02:27:20Z",
  ];
  assertEquals(await verdictOf(...BEFORE, ...AFTER, ...utc, "--ended", "killed"), [
    3,
    "PASTED inconclusive clock-not-plausible",
  ]);
  const zoned = utc.map((word) => word.replace("T02", " 11").replace("Z", "+09:00"));
  assertEquals(await verdictOf(...BEFORE, ...AFTER, ...zoned, "--ended", "killed"), [
    3,
    "PASTED pass blocked-and-recorded",
  ]);
});

Deno.test("judge refuses words that contradict each other, and touches nothing", async () => {
  const refused = [
    [["--before", "old", "--ended", "killed"], "--after"],
    [["bundle", ...BEFORE, ...AFTER, "--ended", "killed"], "both a bundle and pasted text"],
    [[...BEFORE, "--after", "old", "--ended", "killed", ...TIMES], "more times"],
    [
      [...BEFORE, ...AFTER, "--ended", "killed", "--started", "2025-08-26 11:26:40Z", ...TIMES.slice(2)],
      "a zone",
    ],
    [
      [...BEFORE, ...AFTER, "--ended", "killed", "--started", "2025-08-26 12:26:40", ...TIMES.slice(2)],
      "follow",
    ],
  ] as const;
  for (const [words, says] of refused) {
    const { code, err, out } = await judge(...words);
    assertEquals([code, out], [2, ""]);
    assertStringIncludes(err, says);
  }
});

Deno.test("parseWallTime() reads what the list, date and ISO 8601 print, and refuses the rest", () => {
  const local = { epochMs: Date.UTC(2025, 7, 26, 11, 26, 40), utcOffsetMinutes: null };
  for (
    const text of [
      "2025-08-26 11:26:40",
      "2025-08-26T11:26:40",
      "Tue Aug 26 11:26:40 2025",
      "Tue Aug 26 11:26:40 JST 2025",
    ]
  ) {
    assertEquals(parseWallTime(text), local);
  }
  assertEquals(parseWallTime("2025-08-26T11:26:40+0930"), {
    epochMs: Date.UTC(2025, 7, 26, 1, 56, 40),
    utcOffsetMinutes: 570,
  });
  for (const text of ["", "11:26", "yesterday", "2025-13-26 11:26:40", "2025-08-26"]) {
    assertThrows(() => parseWallTime(text), InvalidArgumentError);
  }
});

Deno.test("parseHowEnded() reads what a shell and a person say of an end, and refuses the rest", () => {
  assertEquals(
    ["killed", "signal:KILL", "signal:9", "signal:sigkill"].map(parseHowEnded).map(({ signal }) => signal),
    [
      "SIGKILL",
      "SIGKILL",
      "SIGKILL",
      "SIGKILL",
    ],
  );
  assertEquals([parseHowEnded("exit:0"), parseHowEnded("signal:TERM")], [
    { exitCode: 0, signal: null },
    { exitCode: null, signal: "SIGTERM" },
  ]);
  for (const text of ["", "dead", "exit:", "exit:x", "exit:256", "signal:", "exit:-1"]) {
    assertThrows(() => parseHowEnded(text), InvalidArgumentError);
  }
});
