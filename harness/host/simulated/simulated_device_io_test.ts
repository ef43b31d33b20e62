// Real processes, real signals: what a simulated device promises to those who judge on it.
import { TEST_FILE_PIECES } from "../../../scenarios/antivirus/test_file_pieces.ts";
import { assertEquals, assertInstanceOf, assertMatch, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { listSimulatedProfiles, startSimulatedDevice } from "./simulated_device.ts";
import {
  append,
  demonstration,
  eventually,
  FIRST,
  isThere,
  mdatp,
  NAME,
  run,
  SECOND,
  withDevice,
} from "../../testing/e2e/simulated_device_probe.ts";

Deno.test("A healthy device kills the demonstration before its end and lists it", async () => {
  await withDevice("healthy-preview", async (device) => {
    assertEquals((await mdatp(device, "health", "--field", "behavior_monitoring")).text, '"enabled"\n');
    assertEquals((await mdatp(device, "threat", "list")).text, "No threats\n");
    assertEquals((await run("BM_test.sh", demonstration(device))).signal, "SIGKILL");
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

Deno.test("A device without agent has no mdatp, and one with the placeholder has only that", async () => {
  await withDevice("not-installed", async (device) => {
    assertEquals([await isThere(device.agentPath), device.processes], [false, []]);
  });
  await withDevice("shim-only", async (device) => {
    const launcher = `${device.root}/Applications/Microsoft Defender.app/Contents/MacOS/launcher`;
    assertEquals([await isThere(device.agentPath), await isThere(launcher)], [false, true]);
  });
});

Deno.test("The antivirus takes the test file away and lists it", async () => {
  await withDevice("healthy-preview", async (device) => {
    const path = `${device.workFolder}/test.txt`;
    await Deno.writeTextFile(path, TEST_FILE_PIECES.join(""));
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
