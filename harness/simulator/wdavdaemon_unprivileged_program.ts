// The antivirus and behavior monitoring process of the simulated agent. Watches the trigger and the work folder, pays for
// every change with real CPU time, holds memory, and hands writes to the guards. Started by wdavdaemon_program.ts.
import type { OffOn, SimulatedCost } from "../model/simulated_profile.ts";
import { DemonstrationGuard } from "./guards/demonstration_guard.ts";
import { readIdentity, readSettings, writeJson } from "./device/device_files.ts";
import { type DeviceLayout, type DeviceSettings, layoutOf } from "./device/device_state.ts";
import { untilParentEnds } from "./processes/end_with_parent.ts";
import { AGENT_GONE_EXIT_CODE, READY_LINE } from "./processes/handshake.ts";
import { HeldMemory } from "./cost/held_memory.ts";
import { isProtecting } from "./profiles/is_protecting.ts";
import { findProfile } from "./profiles/profiles.ts";
import { ScanCounters } from "./guards/scan_counters.ts";
import { startSteadyLoad } from "./cost/steady_load.ts";
import { TestFileGuard } from "./guards/test_file_guard.ts";
import { ThreatRecorder } from "./device/threat_recorder.ts";

const TICK_MS = 100;
const BOOKKEEPING_MS = 1000;
/** Often enough to tell the blocks of a measurement apart. */
const LEDGER_MS = 250;

async function main(root: string): Promise<void> {
  const layout = layoutOf(root);
  const identity = await readIdentity(layout);
  const profile = findProfile(identity.profile);
  if (profile === null) throw new Error(`Unknown profile "${identity.profile}"`);
  const { cost } = identity;
  let settings = await readSettings(layout);
  const arm = (value: OffOn): number => settings.behaviorMonitoring === "enabled" ? value.on : value.off;
  const recorder = new ThreatRecorder(layout);
  const testFiles = new TestFileGuard(layout, recorder);
  const demonstrations = new DemonstrationGuard({
    layout,
    profile,
    identity,
    recorder,
    // Read anew: the change of the setting may still be on its way here.
    isEffective: async () =>
      isProtecting(profile) && (await readSettings(layout)).behaviorMonitoring === "enabled",
    die: () => Deno.exit(AGENT_GONE_EXIT_CODE),
  });
  const counters = new ScanCounters(layout);
  const load = startLoad(layout, cost, arm);
  setInterval(() => {
    if (settings.realTimeProtectionStatistics === "enabled") counters.write(arm(cost.eventCpuUs) * 1000);
    else counters.drop();
  }, BOOKKEEPING_MS);
  untilParentEnds().then(async () => {
    await demonstrations.stop();
    Deno.exit(0);
  });
  if (cost.restartEveryMs !== null) dieAfter(cost.restartEveryMs, demonstrations);

  const look = (path: string): void => {
    load.countEvent();
    counters.count();
    if (isProtecting(profile)) testFiles.see(path);
  };
  // Watched apart, so that a flood of changes in the work folder holds up neither triggers nor settings.
  watch(layout.workFolder, ({ path }) => look(path));
  watch(layout.triggerFolder, ({ path, isWrite }) => {
    look(path);
    if (isWrite) demonstrations.see(path);
  });
  await new Promise<void>((resolve) => {
    watch(layout.settingsFolder, () => {
      resolve();
      const before = settings.behaviorMonitoring;
      settings = reread(layout, settings);
      // What one arm owes is not paid in the other.
      if (settings.behaviorMonitoring !== before) load.forgive();
    });
    Deno.writeTextFile(`${layout.settingsFolder}/.watching-${Deno.pid}`, "");
  });
  await Deno.stdout.write(new TextEncoder().encode(READY_LINE));
  await demonstrations.catchUp();
}

interface Change {
  readonly path: string;
  /** A file was made, written or moved here, and is still there. */
  readonly isWrite: boolean;
}

async function watch(folder: string, see: (change: Change) => void): Promise<void> {
  for await (const { kind, paths } of Deno.watchFs(folder)) {
    const isWrite = kind === "create" || kind === "modify" || kind === "rename";
    for (const path of paths) see({ path, isWrite });
  }
}

interface Load {
  countEvent(): void;
  forgive(): void;
}

/** CPU and memory as the model says, and the ledger of what was really used. */
function startLoad(layout: DeviceLayout, cost: SimulatedCost, arm: (value: OffOn) => number): Load {
  const memory = new HeldMemory();
  let leakedBytes = 0;
  let events = 0;
  let sinceLedgerMs = 0;
  let isWriting = false;
  const debt = startSteadyLoad({
    cpuShare: () => arm(cost.steadyCpuShare),
    noiseCpuShare: cost.noiseCpuShare,
    tickMs: TICK_MS,
    onTick: (elapsedMs) => {
      leakedBytes += arm(cost.leakBytesPerSecond) * elapsedMs / 1000;
      memory.hold(arm(cost.heldBytes));
      memory.leak(leakedBytes);
      sinceLedgerMs += elapsedMs;
      if (sinceLedgerMs < LEDGER_MS || isWriting) return;
      sinceLedgerMs = 0;
      isWriting = true;
      const { paidMs, droppedMs, usedMs } = debt;
      writeJson(layout.costLedger, {
        atMs: Date.now(),
        events,
        paidMs,
        droppedMs,
        usedMs,
        heldBytes: memory.bytes,
      }).finally(() => isWriting = false);
    },
  });
  memory.hold(arm(cost.heldBytes));
  return {
    countEvent() {
      events++;
      debt.add(arm(cost.eventCpuUs) / 1000);
    },
    forgive: () => debt.forgive(),
  };
}

/** In one go: of two readings side by side the older one could be the last to end, and its answer would stay. */
function reread(layout: DeviceLayout, before: DeviceSettings): DeviceSettings {
  try {
    return JSON.parse(Deno.readTextFileSync(layout.settings));
  } catch {
    // The folder is being removed.
    return before;
  }
}

/** A death in the middle of a reaction would be another defect than the one simulated. */
function dieAfter(durationMs: number, guard: DemonstrationGuard): void {
  setTimeout(() => guard.isBusy ? dieAfter(TICK_MS, guard) : Deno.exit(1), durationMs);
}

if (import.meta.main) await main(Deno.args[0] ?? "");
