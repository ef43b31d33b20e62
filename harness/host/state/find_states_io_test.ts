import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import type { JournalEntry } from "../../ports/state_store.ts";
import { placesOfDevice, type StateRoots } from "./device_places.ts";
import { findForeignStates, listStateStores, openDeviceState } from "./find_states.ts";

const NOBODY = 65534;
const needsRoot = { ignore: Deno.uid() !== 0 };
const HOLDER = { pid: 4711, runId: "run-a", since: "2026-01-05T03:00:00.000Z" };

interface Machine {
  readonly folder: string;
  readonly agent: string;
  readonly roots: StateRoots;
}

/** A machine with an agent, and this user's place on it; root's is that of the machine. */
async function withMachine(test: (machine: Machine) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-states-" }));
  try {
    const agent = `${folder}/mdatp`;
    await Deno.writeTextFile(agent, "#!/bin/sh\n");
    await Deno.mkdir(`${folder}/user`);
    const machineFolder = `${folder}/machine`;
    const ownFolder = Deno.uid() === 0 ? machineFolder : `${folder}/user`;
    await test({ folder, agent, roots: { machineFolder, ownFolder, userId: Deno.uid() } });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function entryOf(agentPath: string): Omit<JournalEntry, "id"> {
  return {
    runId: "run-a",
    agentPath,
    platform: "darwin",
    simulatedProfile: null,
    at: HOLDER.since,
    kept: false,
    intent: { kind: "setting", setting: "behavior-monitoring", from: "disabled", to: "enabled" },
  };
}

function refusedCode(action: () => Promise<unknown>): Promise<string> {
  return assertRejects(action, HarnessError).then(({ code }) => code);
}

Deno.test("a device has one lock and one journal, whatever folder is named and whatever link leads to its agent", async () => {
  await withMachine(async ({ folder, agent, roots }) => {
    await Deno.symlink(agent, `${folder}/link`);
    const first = await openDeviceState(`${folder}/state-a`, agent, roots);
    const second = await openDeviceState(`${folder}/state-b`, `${folder}/link`, roots);
    assertEquals(first.home, second.home);
    assert(first.home.startsWith(`${roots.ownFolder}/`) && first.folder.startsWith(`${folder}/state-a/`));
    await first.lock(HOLDER);
    const error = await assertRejects(() => second.lock({ ...HOLDER, runId: "run-b" }), HarnessError);
    assertEquals(error.code, "lock/held");
    assertStringIncludes(error.message, "run run-a (pid 4711");
    const open = await first.open(entryOf(agent));
    await first.unlock();
    assertEquals(await second.pending(), [open]);
    assertEquals((await listStateStores(`${folder}/state-a`, roots)).map(({ home }) => home), [first.home]);
    await second.lock(HOLDER);
    await second.close(open.id);
    await second.unlock();
    assertEquals(await second.pending(), []);
  });
});

Deno.test("what a run leaves in the folder that it was given is gone when nothing is open", async () => {
  await withMachine(async ({ folder, agent, roots }) => {
    const state = await openDeviceState(`${folder}/state`, agent, roots);
    await state.lock(HOLDER);
    assertEquals(
      state.folder,
      (await Array.fromAsync(Deno.readDir(`${folder}/state`)))
        .map(({ name }) => `${folder}/state/${name}`)[0],
    );
    await state.unlock();
    assertEquals(await Array.fromAsync(Deno.readDir(`${folder}/state`)), []);
    assertEquals(await Deno.lstat(state.home).catch(() => null), null);
  });
});

Deno.test("a lock whose folder is taken away in the moment of taking it is taken anew, and never twice", async () => {
  await withMachine(async ({ folder, agent, roots }) => {
    const states = await Promise.all(
      Array.from({ length: 8 }, () => openDeviceState(`${folder}/state`, agent, roots)),
    );
    let [holders, most, taken] = [0, 0, 0];
    await Promise.all(states.map(async (state) => {
      for (let round = 0; round < 20; round += 1) {
        const isTaken = await state.lock(HOLDER).then(() => true, (error) => {
          if (error instanceof HarnessError && error.code === "lock/held") return false;
          throw error;
        });
        if (!isTaken) continue;
        holders += 1;
        taken += 1;
        most = Math.max(most, holders);
        await state.open(entryOf(agent)).then(({ id }) => state.close(id));
        holders -= 1;
        await state.unlock();
      }
    }));
    assertEquals([most, taken > 1], [1, true]);
  });
});

Deno.test("a journal that names another agent is not believed", async () => {
  await withMachine(async ({ folder, agent, roots }) => {
    const state = await openDeviceState(`${folder}/state`, agent, roots);
    await state.lock(HOLDER);
    await Deno.writeTextFile(`${folder}/evil`, "#!/bin/sh\n");
    await state.open(entryOf(`${folder}/evil`));
    assertEquals(await refusedCode(() => state.pending()), "state/unreadable");
    await state.unlock();
  });
});

Deno.test({
  name:
    "a user sees that root's run is at work or left something, not what; and root sees it of users (needs root)",
  ...needsRoot,
  fn: () =>
    withMachine(async ({ folder, agent, roots }) => {
      const users: StateRoots = { ...roots, ownFolder: `${folder}/user`, userId: NOBODY };
      const ours = await openDeviceState(roots.ownFolder, agent, roots);
      const theirs = await openDeviceState(users.ownFolder, agent, users);
      assert(ours.home !== theirs.home);
      await ours.lock(HOLDER);
      const held = await assertRejects(() => theirs.lock({ ...HOLDER, runId: "run-b" }), HarnessError);
      assertEquals(held.code, "lock/held");
      assertStringIncludes(held.message, "run run-a (pid 4711");
      await ours.open(entryOf(agent));
      for (const agentPath of [agent, null]) {
        const [foreign] = await findForeignStates(agentPath, users);
        assertEquals([foreign?.home, foreign?.userId, foreign?.isInUse], [ours.home, 0, true]);
      }
      await ours.unlock();
      assertEquals((await findForeignStates(null, users)).map(({ isInUse }) => isInUse), [false]);
      const modes = await Promise.all(
        ["", "/journal.ndjson", "/lock"].map((name) => Deno.stat(`${ours.home}${name}`)),
      );
      assertEquals(modes.map(({ mode }) => (mode ?? 0) & 0o777), [0o755, 0o600, 0o600]);
      assertEquals(await findForeignStates(agent, roots), []);
    }),
});

Deno.test({
  name:
    "a user who holds the lock keeps a run from starting, not root's settings from being put back (needs root)",
  ...needsRoot,
  fn: () =>
    withMachine(async ({ folder, agent, roots }) => {
      const users: StateRoots = { ...roots, ownFolder: `${folder}/user`, userId: NOBODY };
      const theirs = await openDeviceState(users.ownFolder, agent, users);
      await theirs.lock(HOLDER);
      const ours = await openDeviceState(roots.ownFolder, agent, roots);
      const held = await assertRejects(() => ours.lock(HOLDER), HarnessError);
      assertStringIncludes(held.message, "a run of another user");
      assertStringIncludes(held.hint, `lsof ${agent}`);
      await ours.lock(HOLDER, { besideOthers: true });
      assertEquals(await refusedCode(() => ours.lock(HOLDER, { besideOthers: true })), "lock/held");
      await ours.unlock();
      await theirs.unlock();
    }),
});

Deno.test({
  name: "root reads and writes no state in a folder that somebody else could fill (needs root)",
  ...needsRoot,
  fn: () =>
    withMachine(async ({ folder, agent, roots }) => {
      await Deno.mkdir(`${folder}/open/device`, { recursive: true });
      await Deno.writeTextFile(`${folder}/open/device/device.json`, JSON.stringify({ agentPath: agent }));
      await Deno.chmod(`${folder}/open`, 0o777);
      assertEquals(await refusedCode(() => listStateStores(`${folder}/open`, roots)), "folder/not-safe");
      const state = await openDeviceState(`${folder}/open`, agent, roots);
      assertEquals(await refusedCode(() => state.lock(HOLDER)), "folder/not-safe");
      await Deno.chmod(`${folder}/open`, 0o755);
      await Deno.chown(`${folder}/open/device`, NOBODY, NOBODY);
      assertEquals(await refusedCode(() => listStateStores(`${folder}/open`, roots)), "state/unreadable");
    }),
});

Deno.test("listStateStores() finds every device, those without a note too, and none where no folder is", async () => {
  await withMachine(async ({ folder, roots }) => {
    assertEquals(await listStateStores(`${folder}/none`, roots), []);
    for (const name of ["b", "a"]) await Deno.mkdir(`${folder}/state/${name}`, { recursive: true });
    assertEquals((await listStateStores(`${folder}/state`, roots)).map((store) => store.folder), [
      `${folder}/state/a`,
      `${folder}/state/b`,
    ]);
  });
});

Deno.test("placesOfDevice() gives each agent a readable folder of its own, and a simulated device its own root", async () => {
  await withMachine(async ({ folder, agent, roots }) => {
    const real = await placesOfDevice(agent, `${folder}/state`, roots);
    const other = await placesOfDevice(`${folder}/mdatp2`, `${folder}/state`, roots);
    assert(real.folder !== other.folder && real.folder.endsWith("-mdatp"), real.folder);
    for (const name of ["bin", "state"]) await Deno.mkdir(`${folder}/device/${name}`, { recursive: true });
    await Deno.writeTextFile(`${folder}/device/bin/mdatp`, "");
    await Deno.writeTextFile(`${folder}/device/state/device.json`, JSON.stringify({ profile: "healthy-ga" }));
    const simulated = await placesOfDevice(`${folder}/device/bin/mdatp`, `${folder}/state`, roots);
    assertEquals([simulated.home, simulated.about?.simulatedProfile], [
      `${folder}/device/bmverify`,
      "healthy-ga",
    ]);
  });
});

Deno.test("a simulated device is found where no folder is named, whatever folder its run was given, and after its end", async () => {
  await withMachine(async ({ folder, roots }) => {
    const [root, agent] = [`${folder}/device`, `${folder}/device/bin/mdatp`];
    await Deno.mkdir(`${root}/bin`, { recursive: true });
    await Deno.mkdir(`${root}/state`);
    await Deno.writeTextFile(`${root}/state/device.json`, JSON.stringify({ profile: "off-by-default" }));
    await Deno.writeTextFile(agent, "#!/bin/sh\n");
    const state = await openDeviceState(`${folder}/state`, agent, roots);
    await state.lock(HOLDER);
    const open = await state.open({ ...entryOf(agent), simulatedProfile: "off-by-default" });
    const listed = async () => await listStateStores(roots.ownFolder, roots);
    assertEquals(await Promise.all((await listed()).map((one) => one.pending())), [[open]]);
    await state.close(open.id);
    await state.unlock();
    assertEquals([await listed(), await listStateStores(`${folder}/state`, roots)], [[], []]);
    // Killed, and its device gone with it.
    await state.lock(HOLDER);
    await Deno.remove(root, { recursive: true });
    const [left] = await listed();
    assertEquals([left?.about?.agentPath, await left?.pending()], [agent, []]);
    await left?.discard();
    assertEquals(await listed(), []);
    await state.unlock();
  });
});
