// Every probe of the machine on recorded output, of this system and of macOS: what confirms, what refutes, and what
// shows nothing.
import { assertEquals } from "@std/assert";
import {
  findingOf,
  type RecordedAnswer,
  type RecordedAnswers,
  recordedTrial,
} from "../testing/recorded_trial.ts";
import type { Finding } from "./assumption.ts";
import { ASSUMPTIONS } from "./assumptions.ts";
import { runSelftest } from "./run_selftest.ts";
import { SYSTEM_ASSUMPTIONS } from "./system/system_assumptions.ts";

type Row = readonly [
  id: string,
  answers: RecordedAnswers,
  status: Finding["status"],
];

const BASH = "/bin/bash";
const KILLED: RecordedAnswer = { exitCode: null, signal: "SIGKILL" };
const TOO_LONG: RecordedAnswer = { ...KILLED, timedOut: true };

const SLEEP = { "/bin/sleep": {} };

const ROWS: readonly Row[] = [
  ["process-group", { [BASH]: { stdout: "  4711  4711\n" } }, "confirmed"],
  ["process-group", { [BASH]: { stdout: "  4711  4242\n" } }, "refuted"],
  ["process-group", { [BASH]: { stdout: "ps: illegal option\n" } }, "refuted"],
  ["process-group", { [BASH]: { exitCode: 127, stderr: "bash: ps: not found" } }, "refuted"],
  ["process-group", { [BASH]: TOO_LONG }, "untested"],
  ["process-group", {}, "refuted"],
  ["death-by-signal", { [BASH]: KILLED }, "confirmed"],
  ["death-by-signal", { [BASH]: { exitCode: 137 } }, "refuted"],
  ["death-by-signal", { [BASH]: TOO_LONG }, "untested"],
  ["end-of-group", { [BASH]: { ...TOO_LONG, stdout: "99\n" }, "/bin/ps": { exitCode: 1 } }, "confirmed"],
  ["end-of-group", { [BASH]: { ...TOO_LONG, stdout: "99\n" }, "/bin/ps": { stdout: "Z\n" } }, "confirmed"],
  [
    "end-of-group",
    { [BASH]: { ...TOO_LONG, stdout: "99\n" }, "/bin/ps": { stdout: "S+\n" }, ...SLEEP },
    "refuted",
  ],
  // It is told to end and has not come to it yet.
  [
    "end-of-group",
    { [BASH]: { ...TOO_LONG, stdout: "99\n" }, "/bin/ps": [{ stdout: "R\n" }, {}], ...SLEEP },
    "confirmed",
  ],
  ["end-of-group", { [BASH]: TOO_LONG }, "untested"],
  ["exclusive-lock", { lock: { stdout: '{"whileHeld":"refused","afterDeath":"taken"}' } }, "confirmed"],
  ["exclusive-lock", { lock: { stdout: '{"whileHeld":"taken","afterDeath":"taken"}' } }, "refuted"],
  ["exclusive-lock", { lock: { stdout: '{"whileHeld":"refused","afterDeath":"refused"}' } }, "refuted"],
  ["exclusive-lock", { lock: { exitCode: 1, stderr: "error: no" } }, "untested"],
  ["exclusive-creation", { [BASH]: { stdout: "tried\n" } }, "confirmed"],
  ["exclusive-creation", { [BASH]: { stdout: "link-accepted\ntarget-written\ntried\n" } }, "refuted"],
  ["exclusive-creation", { [BASH]: { stdout: "new-refused\ntried\n" } }, "refuted"],
  ["exclusive-creation", { [BASH]: { exitCode: 9, stderr: "mktemp: no" } }, "untested"],
  ["sticky-folder", { "/bin/ls": { stdout: "drwxrwxrwt  18 0  0  576 Sep  9 09:00 /tmp/.\n" } }, "confirmed"],
  ["sticky-folder", { "/bin/ls": { stdout: "drwxrwxrwt@ 18 0  0  576 Sep  9 09:00 /tmp/.\n" } }, "confirmed"],
  ["sticky-folder", { "/bin/ls": { stdout: "drwxrwxrwx  18 0  0  576 Sep  9 09:00 /tmp/.\n" } }, "refuted"],
  ["sticky-folder", { "/bin/ls": { stdout: "drwxrwxrwt  18 501  0  576 Sep  9 09:00 /tmp/.\n" } }, "refuted"],
  ["steady-clock", { "/bin/sleep": {} }, "refuted"],
  ["clock-in-sleep", {}, "untested"],
];

for (const [index, [id, answers, status]] of ROWS.entries()) {
  Deno.test(`${id} is ${status} by recorded answer ${index}`, async () => {
    const finding = await findingOf(id, answers);
    assertEquals(finding.status, status, JSON.stringify(finding));
  });
}

Deno.test("every assumption about the machine is probed on recorded answers", () => {
  const tried = new Set(ROWS.map(([id]) => id));
  const machine = ASSUMPTIONS.filter((one) => one.needs === "machine" && !SYSTEM_ASSUMPTIONS.includes(one));
  assertEquals(machine.map(({ id }) => id).filter((id) => !tried.has(id)), []);
});

Deno.test("steady-clock compares two clocks that go on while the command sleeps", async () => {
  const clocks = (wallMs: readonly number[], steadyMs: readonly number[]) => {
    const [wall, steady] = [[...wallMs], [...steadyMs]];
    return {
      now: () => new Date(wall.shift() ?? 0).toISOString(),
      monotonicMs: () => steady.shift() ?? 0,
    };
  };
  const statusOf = async (wallMs: readonly number[], steadyMs: readonly number[]) => {
    const assumption = ASSUMPTIONS.filter(({ id }) => id === "steady-clock");
    const trial = recordedTrial({ "/bin/sleep": {} }, { clock: clocks(wallMs, steadyMs) });
    return (await runSelftest(trial, assumption))[0]?.finding.status;
  };
  assertEquals(await statusOf([0, 1010], [5000, 5000, 6010, 6010]), "confirmed");
  assertEquals(await statusOf([0, 1010], [5000, 5000, 5024, 5024]), "refuted");
  assertEquals(await statusOf([0, 1500], [5000, 5000, 6010, 6010]), "refuted");
  assertEquals(await statusOf([0, 3_600_000], [5000, 5000, 6010, 6010]), "untested");
  // The machine did something else between two readings: that shows nothing about the clocks.
  assertEquals(await statusOf([0, 1210], [5000, 5000, 6010, 6212]), "untested");
});
