import { assert, assertEquals, assertGreaterOrEqual, assertLess, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { CommandOutput } from "../../ports/command_runner.ts";
import { DenoCommandRunner } from "./deno_command_runner.ts";
import { SystemClock } from "../system/system_clock.ts";

const runner = new DenoCommandRunner(new SystemClock());

function bash(
  script: string,
  limits: { timeoutMs?: number; maxOutputBytes?: number } = {},
): Promise<CommandOutput> {
  return runner.run({
    argv: ["/bin/bash", "-c", script],
    timeoutMs: 10_000,
    maxOutputBytes: 1_000_000,
    ...limits,
  });
}

/** Half of what the scripts that have to be killed would take by themselves. */
const HANG_MS = 30_000;
/** By then a command has printed its first words, on a busy machine and when its program is looked at first, too. */
const START_MS = 3_000;

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Whether a process is there and is no zombie. */
async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "stat=", "-p", String(pid)] }).output();
  const state = text(stdout).trim();
  return state !== "" && !state.startsWith("Z");
}

async function untilGone(pid: number): Promise<void> {
  for (let tries = 0; tries < 1000 && await isAlive(pid); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert(!await isAlive(pid), `process ${pid} is still there`);
}

Deno.test("DenoCommandRunner gives both streams, the exit code and the times", async () => {
  const output = await bash("echo out; echo err >&2; exit 7");
  assertEquals([text(output.stdout), text(output.stderr)], ["out\n", "err\n"]);
  assertEquals([output.exitCode, output.signal, output.timedOut, output.truncated], [7, null, false, false]);
  assertEquals(output.argv, ["/bin/bash", "-c", "echo out; echo err >&2; exit 7"]);
  assertGreaterOrEqual(output.durationMs, 0);
});

Deno.test("DenoCommandRunner names the signal that ended a command", async () => {
  const output = await bash("kill -TERM $$");
  assertEquals([output.exitCode, output.signal, output.timedOut], [null, "SIGTERM", false]);
});

Deno.test("DenoCommandRunner kills the whole group at the time-out, children of children too", async () => {
  const output = await bash("bash -c 'sleep 60 & echo $!; wait' & wait", { timeoutMs: START_MS });
  assertEquals([output.timedOut, output.signal], [true, "SIGKILL"]);
  // Not at its own end.
  assertLess(output.durationMs, HANG_MS);
  const grandchild = Number(text(output.stdout).trim());
  assertGreaterOrEqual(grandchild, 2);
  await untilGone(grandchild);
});

Deno.test("DenoCommandRunner does not wait for ever for a process that left the group and keeps the pipe open", async () => {
  const script = "import os,sys,time; os.setsid(); print(os.getpid(), flush=True); time.sleep(60)";
  const output = await bash(`python3 -c '${script}' & sleep 60`, { timeoutMs: START_MS });
  const stranger = Number(text(output.stdout).trim());
  if (stranger > 1) Deno.kill(stranger, "SIGKILL");
  assertEquals(output.timedOut, true);
  assertLess(output.durationMs, HANG_MS);
});

Deno.test("DenoCommandRunner cuts output at the cap, says so, and lets the command end", async () => {
  const output = await bash("head -c 3000000 /dev/zero; exit 3", { maxOutputBytes: 1000 });
  assertEquals([output.stdout.length, output.truncated, output.exitCode], [1000, true, 3]);
  const exact = await bash("printf 12345", { maxOutputBytes: 5 });
  assertEquals([text(exact.stdout), exact.truncated], ["12345", false]);
});

Deno.test("DenoCommandRunner keeps every byte of binary output", async () => {
  const { stdout } = await bash(String.raw`printf '\000\377\200\n'`);
  assertEquals([...stdout], [0, 255, 128, 10]);
});

Deno.test("DenoCommandRunner gives a command no input and the C locale", async () => {
  const output = await bash('cat; echo "$LC_ALL $LANG"');
  assertEquals(text(output.stdout), "C C\n");
});

Deno.test("DenoCommandRunner says that there is no such program", async () => {
  const missing = () => runner.run({ argv: ["/nowhere/mdatp"], timeoutMs: 1000, maxOutputBytes: 10 });
  assertEquals((await assertRejects(missing, HarnessError)).code, "command/not-found");
});

Deno.test("DenoCommandRunner says that a program cannot be executed", async () => {
  const path = await Deno.makeTempFile({ prefix: "bmverify-" });
  try {
    const run = () => runner.run({ argv: [path], timeoutMs: 1000, maxOutputBytes: 10 });
    assertEquals((await assertRejects(run, HarnessError)).code, "command/not-started");
  } finally {
    await Deno.remove(path);
  }
});
