// Uses real CPU time, as much as was asked for and no more: a debt that grows and is paid in short slices, so that the
// process stays able to react.

const SLICE_MS = 20;
const LARGEST_DEBT_MS = 3000;
const ROUNDS_PER_LOOK = 20_000;

/** CPU time owed and paid, in milliseconds. */
export class CpuDebt {
  readonly #cpuTimeMs: () => number;
  #owedMs = 0;
  #paidMs = 0;
  #droppedMs = 0;
  #isPaying = false;
  #additions = 0;

  /** @param ownCpuTimeMs CPU time that this process has used so far, in milliseconds. */
  constructor(ownCpuTimeMs: () => number = cpuTimeMs) {
    this.#cpuTimeMs = ownCpuTimeMs;
  }

  /** Paid since the start. */
  get paidMs(): number {
    return this.#paidMs;
  }

  /** All CPU time of the process, noticing what happens and keeping books included. */
  get usedMs(): number {
    return this.#cpuTimeMs();
  }

  /** Given up: grown beyond three seconds, or forgiven. */
  get droppedMs(): number {
    return this.#droppedMs;
  }

  /** Adds to the debt. */
  add(durationMs: number): void {
    this.#additions++;
    this.#owedMs += durationMs;
    if (this.#owedMs > LARGEST_DEBT_MS) {
      this.#droppedMs += this.#owedMs - LARGEST_DEBT_MS;
      this.#owedMs = LARGEST_DEBT_MS;
    }
  }

  /** Gives up what is owed. */
  forgive(): void {
    this.#droppedMs += Math.max(0, this.#owedMs);
    this.#owedMs = 0;
  }

  /** Pays what is owed, slice by slice; returns at once when somebody is paying already. */
  async pay(): Promise<void> {
    if (this.#isPaying) return;
    this.#isPaying = true;
    while (this.#owedMs > 0) {
      const paidMs = burn(Math.min(this.#owedMs, SLICE_MS), this.#cpuTimeMs);
      this.#owedMs -= paidMs;
      this.#paidMs += paidMs;
      await this.#letOthersWork();
    }
    this.#isPaying = false;
  }

  /** Lets what came in during a slice be seen, at most for as long as a slice: events come in one a turn. */
  async #letOthersWork(): Promise<void> {
    const endMs = performance.now() + SLICE_MS;
    let before: number;
    do {
      before = this.#additions;
      await new Promise((resolve) => setTimeout(resolve, 0));
    } while (this.#additions !== before && performance.now() < endMs);
  }
}

/** Works until the process has used that much more CPU time; returns what it used. */
function burn(durationMs: number, ownCpuTimeMs: () => number): number {
  const startMs = ownCpuTimeMs();
  let number = 1;
  let usedMs = 0;
  while (usedMs < durationMs) {
    for (let round = 0; round < ROUNDS_PER_LOOK; round++) number = Math.imul(number, 1103515245) + 12345;
    usedMs = ownCpuTimeMs() - startMs;
  }
  return number === 0 ? 0 : usedMs;
}

/** In microseconds. Its types do not tell of it yet; `node:process` would cost each process 15 ms as it starts. */
const { cpuUsage } = Deno as typeof Deno & { cpuUsage(): { readonly user: number; readonly system: number } };

function cpuTimeMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}
