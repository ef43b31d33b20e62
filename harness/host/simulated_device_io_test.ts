// Real processes, real signals: what a simulated device promises to those who judge on it.
import { assert, assertEquals, assertInstanceOf, assertLess, assertMatch, assertRejects } from "@std/assert";
import { HarnessError } from "../model/harness_error.ts";
import { listSimulatedProfiles, type SimulatedDevice, startSimulatedDevice } from "./simulated_device.ts";

const FIRST = "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt";
const SECOND = "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt";
const NAME = "Name: Behavior:MacOS/MacOSChangeFileTest";
const LIMIT_MS = 10_000;

async function withDevice(profile: string, use: (device: SimulatedDevice) => Promise<void>): Promise<void> {
  const device = await startSimulatedDevice({ profile, deadlineMs: 2000 });
  try {
    await use(device);
  } finally {
    await device.close();
  }
}

async function mdatp(device: SimulatedDevice, ...args: string[]): Promise<{ code: number; text: string }> {
  const { code, stdout } = await new Deno.Command(device.agentPath, { args, stdin: "null" }).output();
  return { code, text: new TextDecoder().decode(stdout) };
}

/** Asks again until the answer is right; the limit only bounds a failure. */
async function eventually<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  const endMs = performance.now() + LIMIT_MS;
  let answer = await ask();
  while (!isRight(answer) && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    answer = await ask();
  }
  assert(isRight(answer), `Still not so after ${LIMIT_MS} ms: ${JSON.stringify(answer)}`);
  return answer;
}

function append(device: SimulatedDevice, file: string): string {
  return `echo " " >> ${device.triggerFolder}/${file}`;
}

function demonstration(device: SimulatedDevice): readonly string[] {
  return [append(device, FIRST), append(device, SECOND), "sleep 5"];
}

/** Runs a script as the demonstration is run; its `sleep` is ended with it. */
async function run(
  name: string,
  lines: readonly string[],
): Promise<{ signal: string | null; durationMs: number }> {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/${name}`, `${lines.join("\n")}\n`);
  const startMs = performance.now();
  const child = new Deno.Command("bash", {
    args: [`${folder}/${name}`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  const { signal } = await child.status;
  const durationMs = performance.now() - startMs;
  if (signal !== null) Deno.kill(-child.pid, "SIGKILL");
  await Deno.remove(folder, { recursive: true });
  return { signal, durationMs };
}

async function processTable(): Promise<string> {
  const { stdout } = await new Deno.Command("ps", { args: ["-axww", "-o", "pid=,args="] }).output();
  return new TextDecoder().decode(stdout);
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

Deno.test("A healthy device kills the demonstration in time and lists it", async () => {
  await withDevice("healthy-preview", async (device) => {
    assertEquals((await mdatp(device, "health", "--field", "behavior_monitoring")).text, '"enabled"\n');
    assertEquals((await mdatp(device, "threat", "list")).text, "No threats\n");
    const { signal, durationMs } = await run("BM_test.sh", demonstration(device));
    assertEquals(signal, "SIGKILL");
    assertLess(durationMs, 4500);
    const { text } = await eventually(
      () => mdatp(device, "threat", "list"),
      (answer) => answer.text.includes(NAME),
    );
    assertMatch(
      text,
      /^Id: "[0-9a-f-]{36}"\nName: .*\nType: "behavior"\nDetection time: .*\nStatus: "quarantined"\n$/,
    );
  });
});

Deno.test("A healthy device stays quiet about near misses, and about the demonstration when it is off", async () => {
  await withDevice("healthy-preview", async (device) => {
    const nearMisses = await Promise.all([
      run("one_file_only.sh", [append(device, FIRST), "sleep 1"]),
      run("two_processes_second.sh", ["sleep 0.3", append(device, SECOND), "sleep 1"]),
      run("other_names.sh", [append(device, "a.txt"), append(device, "b.txt"), "sleep 1"]),
    ]);
    assertEquals(nearMisses.map(({ signal }) => signal), [null, null, null]);
    assertEquals((await mdatp(device, "config", "behavior-monitoring", "--value", "disabled")).code, 0);
    assertEquals((await run("BM_test.sh", [...demonstration(device).slice(0, 2), "sleep 1"])).signal, null);
    assertEquals((await mdatp(device, "threat", "list")).text, "No threats\n");
  });
});

Deno.test("A device that was off takes the change and reacts", async () => {
  await withDevice("off-by-default", async (device) => {
    assertEquals((await mdatp(device, "config", "behavior-monitoring", "--value", "enabled")).code, 0);
    assertEquals((await mdatp(device, "health", "--field", "behavior_monitoring")).text, '"enabled"\n');
    assertEquals((await run("BM_test.sh", demonstration(device))).signal, "SIGKILL");
  });
});

Deno.test("The agent's processes carry the agent's names", async () => {
  await withDevice("healthy-preview", async (device) => {
    assertEquals(device.processes.map(({ name }) => name).toSorted(), [
      "wdavdaemon",
      "wdavdaemon_enterprise",
      "wdavdaemon_unprivileged",
    ]);
    const table = await processTable();
    for (const { name, pid } of device.processes) {
      assertMatch(table, new RegExp(`^ *${pid} \\S*/${name} `, "m"));
    }
  });
});

Deno.test("Two devices side by side share nothing", async () => {
  await withDevice("healthy-preview", async (one) => {
    await withDevice("off-by-default", async (other) => {
      assertEquals((await run("BM_test.sh", demonstration(one))).signal, "SIGKILL");
      await eventually(() => mdatp(one, "threat", "list"), (answer) => answer.text.includes(NAME));
      assertEquals((await mdatp(other, "threat", "list")).text, "No threats\n");
      assertEquals((await mdatp(other, "health", "--field", "behavior_monitoring")).text, '"disabled"\n');
    });
  });
});

Deno.test("close() ends all processes, removes the root, and may be called twice", async () => {
  const device = await startSimulatedDevice({ profile: "healthy-preview" });
  await Promise.all([device.close(), device.close()]);
  await device.close();
  assertEquals(await isThere(device.root), false);
  assert(!(await processTable()).includes(device.root));
});

/** Starts a device in a process of its own, and gives that process and what it says of the device. */
async function startElsewhere(env: Record<string, string>): Promise<[Deno.ChildProcess, SimulatedDevice]> {
  const program = `import { startSimulatedDevice } from "${
    new URL("./simulated_device.ts", import.meta.url).href
  }";
    console.log(JSON.stringify(await startSimulatedDevice({ profile: "healthy-preview" })));
    setInterval(() => {}, 1000);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--allow-read", "--allow-write", "--allow-run"],
      `data:application/typescript,${encodeURIComponent(program)}`,
    ],
    env,
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return [child, JSON.parse(new TextDecoder().decode(value))];
}

Deno.test("A starter that is killed leaves no process and no folder behind", async () => {
  const [starter, { root }] = await startElsewhere({});
  assert(await isThere(root), root);
  starter.kill("SIGKILL");
  await starter.status;
  await eventually(() => isThere(root), (there) => !there);
  await eventually(processTable, (table) => !table.includes(root));
});

Deno.test("A device works below a folder with an awkward name", async () => {
  const folder = await Deno.makeTempDir({ prefix: "it's a, b $x" });
  const [starter, device] = await startElsewhere({ TMPDIR: folder });
  assert(device.root.includes("it's a, b $x"), device.root);
  assertEquals((await mdatp(device, "health", "--field", "behavior_monitoring")).text, '"enabled"\n');
  const quoted = (file: string): string => `'${`${device.triggerFolder}/${file}`.replaceAll("'", "'\\''")}'`;
  const lines = [`echo >> ${quoted(FIRST)}`, `echo >> ${quoted(SECOND)}`, "sleep 5"];
  assertEquals((await run("BM_test.sh", lines)).signal, "SIGKILL");
  starter.kill("SIGKILL");
  await starter.status;
  await eventually(() => isThere(device.root), (there) => !there);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("A device whose root is removed ends by itself", async () => {
  const device = await startSimulatedDevice({ profile: "healthy-preview" });
  await Deno.remove(device.root, { recursive: true });
  await eventually(processTable, (table) => !table.includes(`${device.root}/sbin/`));
  await device.close();
});

Deno.test("An agent that died answers nothing, and closing removes what it left", async () => {
  const device = await startSimulatedDevice({ profile: "dies" });
  const trigger = run("BM_test.sh", [...demonstration(device).slice(0, 2), "sleep 1"]);
  await eventually(() => mdatp(device, "version"), ({ code, text }) => code !== 0 && text === "");
  assertEquals((await trigger).signal, null);
  assert(!(await processTable()).includes(`${device.root}/sbin/`));
  await device.close();
  assertEquals(await isThere(device.root), false);
});

Deno.test("A device without agent has no mdatp, and one with the placeholder has only that", async () => {
  await withDevice("not-installed", async (device) => {
    assertEquals([await isThere(device.agentPath), device.processes], [false, []]);
  });
  await withDevice("shim-only", async (device) => {
    const launcher = `${device.root}/Applications/Microsoft Defender.app/Contents/MacOS/launcher`;
    assertEquals([await isThere(device.agentPath), await isThere(launcher)], [false, true]);
  });
});

Deno.test("A command line that hangs ends with its device", async () => {
  const device = await startSimulatedDevice({ profile: "hangs" });
  const asked = mdatp(device, "version");
  await eventually(processTable, (table) => table.includes(`mdatp_program.ts ${device.root} version`));
  await device.close();
  assertEquals(await asked, { code: 1, text: "" });
});

Deno.test("A process that dies is started again, and the device still reacts", async () => {
  const device = await startSimulatedDevice({ profile: "restarting", cost: { restartEveryMs: 500 } });
  const first = device.processes.find(({ name }) => name === "wdavdaemon_unprivileged");
  const another = new RegExp(`^ *(?!${first?.pid} )\\d+ ${device.root}/sbin/wdavdaemon_unprivileged `, "m");
  await eventually(processTable, (table) => another.test(table));
  assertEquals((await run("BM_test.sh", demonstration(device))).signal, "SIGKILL");
  await device.close();
});

Deno.test("The antivirus takes the test file away and lists it", async () => {
  await withDevice("healthy-preview", async (device) => {
    const path = `${device.workFolder}/test.txt`;
    const halves = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];
    await Deno.writeTextFile(path, halves.join(""));
    await eventually(() => isThere(path), (there) => !there);
    await eventually(
      () => mdatp(device, "threat", "list"),
      ({ text }) => text.includes('Name: Virus:DOS/EICAR_Test_File\nType: "virus"'),
    );
  });
});

Deno.test("Two actors are listed together", async () => {
  await withDevice("second-actor", async (device) => {
    assertEquals((await run("BM_test.sh", demonstration(device))).signal, "SIGKILL");
    const { text } = await eventually(
      () => mdatp(device, "threat", "list"),
      (answer) => answer.text.includes(NAME),
    );
    assertEquals(text.split(NAME).length - 1, 2);
  });
});

Deno.test("startSimulatedDevice() names the nearest profile when there is none of that name", async () => {
  const error = await assertRejects(() => startSimulatedDevice({ profile: "healthy-previw" }));
  assertInstanceOf(error, HarnessError);
  assertEquals(error.code, "simulator/unknown-profile");
  assertEquals(error.hint, 'Use "healthy-preview", or run "bmverify simulate list" to see all profiles');
});

Deno.test("listSimulatedProfiles() gives the catalogue", async () => {
  const catalogue = await listSimulatedProfiles();
  assertEquals(catalogue.find(({ id }) => id === "stuck-on")?.expected.exitCode, 5);
});
