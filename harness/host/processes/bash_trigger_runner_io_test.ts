import { assert, assertEquals, assertGreaterOrEqual, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { BashTriggerRunner } from "./bash_trigger_runner.ts";
import { SystemClock } from "../system/system_clock.ts";

const clock = new SystemClock();

async function withRunner(test: (runner: BashTriggerRunner, folder: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir({ prefix: "bmverify-trigger-" });
  try {
    await test(new BashTriggerRunner(clock, `${root}/scripts`), `${root}/scripts`);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Processes of a group that are no zombies. */
async function groupOf(pid: number): Promise<readonly string[]> {
  const { stdout } = await new Deno.Command("ps", { args: ["-A", "-o", "pgid=,stat=,comm="] }).output();
  return new TextDecoder().decode(stdout).split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([group, state]) => group === String(pid) && state?.startsWith("Z") === false)
    .map(([, , command = ""]) => command);
}

async function untilGroupHas(pid: number, wanted: number): Promise<void> {
  for (let tries = 0; tries < 1000 && (await groupOf(pid)).length !== wanted; tries += 1) {
    await clock.sleep(20);
  }
  assertEquals((await groupOf(pid)).length, wanted);
}

Deno.test("BashTriggerRunner runs the lines with bash and tells how they ended", async () => {
  await withRunner(async (runner, folder) => {
    const running = await runner.start("hello.sh", [`echo hello > ${folder}/said`, "exit 0"]);
    const { exitCode, signal, signalledByUs, pid } = await running.ended;
    assertEquals([exitCode, signal, signalledByUs, pid], [0, null, false, running.pid]);
    assertEquals(await Deno.readTextFile(`${folder}/said`), "hello\n");
    assertEquals(running.command, `bash ${folder}/hello.sh`);
  });
});

Deno.test("BashTriggerRunner sees a kill from outside as such, while what the script started still runs", async () => {
  await withRunner(async (runner) => {
    const running = await runner.start("waits.sh", ["sleep 30"]);
    await untilGroupHas(running.pid, 2);
    const killedAtMs = clock.monotonicMs();
    Deno.kill(running.pid, "SIGKILL");
    const child = await running.ended;
    const noticedAtMs = clock.monotonicMs();
    assertEquals([child.signal, child.exitCode, child.signalledByUs], ["SIGKILL", null, false]);
    // The time to block ends with the process, not with what it had started.
    assertEquals((await groupOf(running.pid)).length, 1);
    assertGreaterOrEqual(running.startedAtMs + child.durationMs, killedAtMs);
    assertGreaterOrEqual(noticedAtMs, running.startedAtMs + child.durationMs);
    await running.stop();
  });
});

Deno.test("BashTriggerRunner.stop() takes the sleep along that a killed script leaves behind, and stays nobody's signal", async () => {
  await withRunner(async (runner) => {
    const running = await runner.start("orphan.sh", ["sleep 30"]);
    await untilGroupHas(running.pid, 2);
    Deno.kill(running.pid, "SIGKILL");
    const child = await running.ended;
    assertEquals((await groupOf(running.pid)).length, 1);
    await running.stop();
    await untilGroupHas(running.pid, 0);
    assertEquals(child.signalledByUs, false);
  });
});

Deno.test("BashTriggerRunner.stop() of a running script kills all of it and says that it was us", async () => {
  await withRunner(async (runner) => {
    const running = await runner.start("waits.sh", ["sleep 30"]);
    await untilGroupHas(running.pid, 2);
    await running.stop();
    const { signal, signalledByUs } = await running.ended;
    assertEquals([signal, signalledByUs], ["SIGKILL", true]);
    await untilGroupHas(running.pid, 0);
    await running.stop();
  });
});

Deno.test("BashTriggerRunner.stop() after a clean end signals nobody", async () => {
  await withRunner(async (runner) => {
    const running = await runner.start("ends.sh", ["exit 0"]);
    await running.ended;
    await running.stop();
    assertEquals((await running.ended).signalledByUs, false);
  });
});

Deno.test("BashTriggerRunner tells a script whose last command was killed from one that ended", async () => {
  await withRunner(async (runner) => {
    const running = await runner.start("inner.sh", ["sleep 30", "exit $?"]);
    await untilGroupHas(running.pid, 2);
    const { stdout } = await new Deno.Command("ps", { args: ["-A", "-o", "pid=,ppid="] }).output();
    const [inner] = new TextDecoder().decode(stdout).split("\n").map((line) => line.trim().split(/\s+/))
      .filter(([, parent]) => parent === String(running.pid)).map(([pid]) => Number(pid));
    assertGreaterOrEqual(inner ?? 0, 2);
    Deno.kill(inner ?? 0, "SIGKILL");
    const { exitCode, signal } = await running.ended;
    assertEquals([exitCode, signal], [137, null]);
  });
});

Deno.test("BashTriggerRunner keeps its scripts to the owner, and removes them", async () => {
  await withRunner(async (runner, folder) => {
    const running = await runner.start("mine.sh", ["exit 0"]);
    await running.ended;
    assertEquals(((await Deno.stat(folder)).mode ?? 0) & 0o777, 0o700);
    assertEquals(((await Deno.stat(`${folder}/mine.sh`)).mode ?? 0) & 0o077, 0);
    await runner.dispose();
    assert(await Deno.stat(folder).then(() => false, () => true));
    await runner.dispose();
  });
});

Deno.test("BashTriggerRunner says why a trigger cannot be started, and starts nothing", async () => {
  await withRunner(async (_runner, folder) => {
    await Deno.writeTextFile(folder, "a file, no folder");
    const runner = new BashTriggerRunner(clock, `${folder}/scripts`);
    const error = await assertRejects(() => runner.start("x.sh", ["exit 0"]), HarnessError);
    assertEquals(error.code, "trigger/not-started");
  });
});

Deno.test("BashTriggerRunner keeps what a script complains of, and a guarded one stops at its first error", async () => {
  await withRunner(async (runner, folder) => {
    const planted = `${folder}/planted`;
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(planted, "theirs");
    const running = await runner.start("guarded.sh", [
      "set -eC",
      `echo " " > ${planted}`,
      `echo " " > ${folder}/next`,
    ]);
    const { exitCode, stderr } = await running.ended;
    await running.stop();
    assertEquals(exitCode, 1);
    assert(stderr?.includes("cannot overwrite existing file"), stderr);
    assertEquals(await Deno.readTextFile(planted), "theirs");
    assert(await Deno.lstat(`${folder}/next`).then(() => false, () => true));
  });
});

Deno.test("BashTriggerRunner writes through no link that is planted before the script comes to it", async () => {
  await withRunner(async (runner, folder) => {
    await Deno.mkdir(folder, { recursive: true });
    for (const target of ["absent", "precious"]) {
      if (target === "precious") await Deno.writeTextFile(`${folder}/precious`, "precious");
      await Deno.symlink(`${folder}/${target}`, `${folder}/to-${target}`);
      const running = await runner.start("guarded.sh", ["set -eC", `echo " " > ${folder}/to-${target}`]);
      assertEquals((await running.ended).exitCode, 1);
      await running.stop();
    }
    assert(await Deno.lstat(`${folder}/absent`).then(() => false, () => true));
    assertEquals(await Deno.readTextFile(`${folder}/precious`), "precious");
  });
});

Deno.test({
  name: "BashTriggerRunner sees a full disk as an error of the script (needs /dev/full)",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    withRunner(async (runner) => {
      const running = await runner.start("full.sh", ["set -eC", 'echo " " > /dev/full', "sleep 30"]);
      const { exitCode, stderr } = await running.ended;
      await running.stop();
      assertEquals(exitCode, 1);
      assert(stderr?.includes("No space left on device"), stderr);
    }),
});
