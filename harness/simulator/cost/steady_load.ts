// Lets a process use its part of a core all the time, with bursts of noise on top where the profile wants them.
import { CpuDebt } from "./cpu_debt.ts";

const NOISE_MS = 1500;

/** What a steady load consists of; asked at every tick, so that it may change. */
interface SteadyLoad {
  readonly cpuShare: () => number;
  readonly noiseCpuShare: number;
  readonly tickMs: number;
  /** Told after every tick how much time it covered. */
  readonly onTick?: (elapsedMs: number) => void;
}

/** Starts the load and returns the debt it is paid from, so that other work can be added. */
export function startSteadyLoad(load: SteadyLoad): CpuDebt {
  const debt = new CpuDebt();
  let lastMs = performance.now();
  let noiseShare = 0;
  let noiseEndsMs = 0;
  setInterval(() => {
    const nowMs = performance.now();
    const elapsedMs = nowMs - lastMs;
    lastMs = nowMs;
    if (nowMs >= noiseEndsMs) {
      noiseShare = 2 * load.noiseCpuShare * Math.random();
      noiseEndsMs = nowMs + NOISE_MS * (0.5 + Math.random());
    }
    debt.add(elapsedMs * (load.cpuShare() + noiseShare));
    load.onTick?.(elapsedMs);
    debt.pay();
  }, load.tickMs);
  return debt;
}
