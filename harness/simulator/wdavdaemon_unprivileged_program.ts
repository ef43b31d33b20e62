// The antivirus and behavior monitoring process of the simulated agent. Watches the trigger and the work folder, pays for
// every change with real CPU time, holds memory, and hands writes to the guards. Started by wdavdaemon_program.ts.
import type { OffOn, SimulatedCost } from "../model/simulated_profile.ts";
import { DemonstrationGuard } from "./demonstration_guard.ts";
import { readIdentity, readSettings, writeJson } from "./device_files.ts";
import { type DeviceLayout, type DeviceSettings, layoutOf } from "./device_state.ts";
import { untilParentEnds } from "./end_with_parent.ts";
import { AGENT_GONE_EXIT_CODE, READY_LINE } from "./handshake.ts";
import { HeldMemory } from "./held_memory.ts";
import { isProtecting } from "./is_protecting.ts";
import { findProfile } from "./profiles.ts";
import { ScanCounters } from "./scan_counters.ts";
import { startSteadyLoad } from "./steady_load.ts";
import { TestFileGuard } from "./test_file_guard.ts";
import { ThreatRecorder } from "./threat_recorder.ts";

const TICK_MS = 100;
const BOOKKEEPING_MS = 1000;

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

  const watcher = Deno.watchFs([layout.triggerFolder, layout.workFolder, layout.settingsFolder]);
  const probe = `${layout.settingsFolder}/.watching-${Deno.pid}`;
  await Deno.writeTextFile(probe, "");
  for await (const { kind, paths } of watcher) {
    if (kind !== "create" && kind !== "modify" && kind !== "rename") continue;
    for (const path of paths) {
      if (path === probe) {
        if (ready(probe)) demonstrations.catchUp();
      } else if (path.startsWith(`${layout.settingsFolder}/`)) settings = await reread(layout, settings);
      else {
        load.countEvent();
        counters.count();
        if (isProtecting(profile)) testFiles.see(path);
        if (path.startsWith(`${layout.triggerFolder}/`)) demonstrations.see(path);
      }
    }
  }
}

interface Load {
  countEvent(): void;
}

/** CPU and memory as the model says, and the ledger of what was really used. */
function startLoad(layout: DeviceLayout, cost: SimulatedCost, arm: (value: OffOn) => number): Load {
  const memory = new HeldMemory();
  let leakedBytes = 0;
  let events = 0;
  let sinceLedgerMs = 0;
  const debt = startSteadyLoad({
    cpuShare: () => arm(cost.steadyCpuShare),
    noiseCpuShare: cost.noiseCpuShare,
    tickMs: TICK_MS,
    onTick: (elapsedMs) => {
      leakedBytes += arm(cost.leakBytesPerSecond) * elapsedMs / 1000;
      memory.hold(arm(cost.heldBytes) + leakedBytes);
      sinceLedgerMs += elapsedMs;
      if (sinceLedgerMs < BOOKKEEPING_MS) return;
      sinceLedgerMs = 0;
      const { paidMs, droppedMs } = debt;
      writeJson(layout.costLedger, { events, paidMs, droppedMs, heldBytes: memory.bytes });
    },
  });
  memory.hold(arm(cost.heldBytes));
  return {
    countEvent() {
      events++;
      debt.add(arm(cost.eventCpuUs) / 1000);
    },
  };
}

async function reread(layout: DeviceLayout, before: DeviceSettings): Promise<DeviceSettings> {
  try {
    return await readSettings(layout);
  } catch {
    // The folder is being removed.
    return before;
  }
}

let isReady = false;

/** Says once that this process watches; a file may be told of more than once. */
function ready(probe: string): boolean {
  if (isReady) return false;
  isReady = true;
  Deno.removeSync(probe);
  Deno.stdout.writeSync(new TextEncoder().encode(READY_LINE));
  return true;
}

/** A death in the middle of a reaction would be another defect than the one simulated. */
function dieAfter(durationMs: number, guard: DemonstrationGuard): void {
  setTimeout(() => guard.isBusy ? dieAfter(TICK_MS, guard) : Deno.exit(1), durationMs);
}

if (import.meta.main) await main(Deno.args[0] ?? "");
