// The one list of everything that fakes were asked to do, in order, and the place where things go wrong on request.

/** What goes wrong at a step. */
export type Fault =
  /** The step throws and nothing of it happens. */
  | "throws-before"
  /** The step happens, and throws all the same. */
  | "throws-after"
  /** The harness is killed: neither this step nor any after it happens. */
  | "killed-before"
  /** The step happens, then the harness is killed. */
  | "killed-after";

/** Where something goes wrong. */
export interface PlannedFault {
  /** Number of the step, from 0. */
  readonly at: number;
  readonly fault: Fault;
}

/** Records steps. All fakes of one run share one. */
export class StepTrace {
  readonly steps: string[] = [];
  /** Told of every step before it happens. */
  onStep: (index: number, step: string) => void = () => {};
  readonly #planned: PlannedFault | null;
  #isKilled = false;

  constructor(planned: PlannedFault | null = null) {
    this.#planned = planned;
  }

  /** Does a step, or what was planned for it. */
  async act<T>(step: string, action: () => T | Promise<T>): Promise<T> {
    if (this.#isKilled) return await never();
    const index = this.steps.length;
    this.steps.push(step);
    this.onStep(index, step);
    const fault = this.#planned?.at === index ? this.#planned.fault : null;
    if (fault === "throws-before") throw new Error(`Planned failure before "${step}"`);
    if (fault === "killed-before") return await this.#kill();
    const result = await action();
    if (fault === "throws-after") throw new Error(`Planned failure after "${step}"`);
    if (fault === "killed-after") return await this.#kill();
    return result;
  }

  /** Lets the next harness use the same machine after the first one was killed. */
  revive(): void {
    this.#isKilled = false;
  }

  #kill(): Promise<never> {
    this.#isKilled = true;
    return never();
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
