// What is left of a simulated device when it, its agent, or whoever started it goes away.
import { assert, assertEquals, assertMatch } from "@std/assert";
import { shellQuote } from "../../model/shell_quote.ts";
import { startSimulatedDevice } from "./simulated_device.ts";
import {
  demonstration,
  eventually,
  FIRST,
  isThere,
  mdatp,
  processTable,
  run,
  SECOND,
  startElsewhere,
  withDevice,
} from "../../testing/e2e/simulated_device_probe.ts";

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

Deno.test("close() ends all processes, removes the root, and may be called twice", async () => {
  const device = await startSimulatedDevice({ profile: "healthy-preview" });
  await Promise.all([device.close(), device.close()]);
  await device.close();
  assertEquals(await isThere(device.root), false);
  assert(!(await processTable()).includes(device.root));
});

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
  const quoted = (file: string): string => shellQuote(`${device.triggerFolder}/${file}`);
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

Deno.test("A command line that hangs ends with its device", async () => {
  const device = await startSimulatedDevice({ profile: "hangs" });
  const asked = mdatp(device, "version");
  await eventually(processTable, (table) => table.includes(`${device.agentPath} version`));
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
