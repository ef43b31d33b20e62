// What a simulated device really uses, by its own ledger and counters.
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { SimulatedDevice } from "../../ports/simulated_device.ts";
import { startSimulatedDevice } from "./simulated_device.ts";
import { eventually, mdatp, withDevice } from "../../testing/e2e/simulated_device_probe.ts";

interface CostLedger {
  readonly events: number;
  readonly paidMs: number;
  readonly heldBytes: number;
}

async function ledger(device: SimulatedDevice): Promise<CostLedger> {
  return await Deno.readTextFile(`${device.root}/state/cost.json`)
    .then((text) => JSON.parse(text), () => ({ events: 0, paidMs: 0, heldBytes: 0 }));
}

Deno.test("The ledger shows what events cost and how much memory each setting holds", async () => {
  const mib = 1024 * 1024;
  const cost = {
    eventCpuUs: { off: 0, on: 1000 },
    steadyCpuShare: { off: 0, on: 0 },
    heldBytes: { off: 2 * mib, on: 12 * mib },
  };
  const device = await startSimulatedDevice({ profile: "healthy-preview", cost });
  try {
    await eventually(() => ledger(device), ({ heldBytes }) => heldBytes === 12 * mib);
    for (let file = 0; file < 20; file++) await Deno.writeTextFile(`${device.workFolder}/${file}`, "x");
    const { events, paidMs } = await eventually(
      () => ledger(device),
      (now) => now.events >= 20 && now.paidMs >= 0.999 * now.events,
    );
    assert(
      events >= 20 && Math.abs(paidMs - events) < 0.1 * events + 1,
      `${events} events cost ${paidMs} ms`,
    );
    await mdatp(device, "config", "behavior-monitoring", "--value", "disabled");
    await eventually(() => ledger(device), ({ heldBytes }) => heldBytes === 2 * mib);
  } finally {
    await device.close();
  }
});

Deno.test("The counters of real-time protection count changed files once they are switched on", async () => {
  await withDevice("healthy-preview", async (device) => {
    const diagnostic = ["diagnostic", "real-time-protection-statistics", "--output", "json"];
    assertEquals((await mdatp(device, ...diagnostic)).text, '{"counters":[]}\n');
    await mdatp(device, "config", "real-time-protection-statistics", "--value", "enabled");
    const { text } = await eventually(async () => {
      await Deno.writeTextFile(`${device.workFolder}/changed`, "x");
      return await mdatp(device, ...diagnostic);
    }, (answer) => answer.text.includes('"totalFilesScanned"'));
    assertMatch(text, /"totalScanTime":"[1-9]\d*"/);
  });
});
