// The one door through which a program reaches its machine, and where things go wrong on request. Every program that is
// started has a life of its own: once that has ended, nothing of it happens any more.

/** What a program does to the machine, or asks of it. */
export interface Effect {
  /** `write`, `sync`, `spawn` and so on. */
  readonly kind: EffectKind;
  /** What it is done to: a path without what is drawn at random, or a command. */
  readonly what: string;
}

/** All that a program can do to a machine. */
export type EffectKind =
  | "read"
  | "create"
  | "write"
  | "sync"
  | "rename"
  | "link"
  | "remove"
  | "make-folder"
  | "set-mode"
  | "cut"
  | "lock"
  | "unlock"
  | "spawn"
  | "signal"
  | "say"
  | "listen";

/** How an effect is carried out. */
export interface Deed<T> {
  readonly whole: () => T;
  /** A part of it, where a part can happen. */
  readonly half?: () => void;
}

/** What is to go wrong at an effect; it gets the deed and gives what the program sees. */
export type Interference = <T>(deed: Deed<T>, life: Life) => T;

/** One start of a program. */
export class Life {
  #hasEnded = false;
  readonly ended: Promise<void>;
  readonly #end: () => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  end(): void {
    this.#hasEnded = true;
    this.#end();
  }
}

/** Thrown in place of what cannot be waited for, in a life that has ended. */
export class LifeEnded extends Error {
  override readonly name = "LifeEnded";
}

/** All effects of the lives that follow on each other on one machine. */
export class EffectGate {
  /** Of the life that runs now. */
  effects: Effect[] = [];
  life: Life = new Life();
  #planned: { readonly at: number; readonly interfere: Interference } | null = null;
  /** Said of every deed from now on, until the next life. */
  lasting: ((effect: Effect) => Error | null) | null = null;

  /** The next start of a program. At its nth effect, from 0, something may go wrong. */
  begin(at: number | null = null, interfere: Interference = (deed) => deed.whole()): Life {
    this.effects = [];
    this.lasting = null;
    this.life = new Life();
    this.#planned = at === null ? null : { at, interfere };
    return this.life;
  }

  /** Does it, or what was planned for it; never comes back in a life that has ended. */
  async act<T>(effect: Effect, whole: () => T | Promise<T>, half?: () => void): Promise<T> {
    const { life } = this;
    try {
      const result = await this.actNow(effect, whole, half);
      return life.hasEnded ? await never() : result;
    } catch (error) {
      return life.hasEnded ? await never() : Promise.reject(error);
    }
  }

  /**
   * The same for what a program does not wait for.
   *
   * @throws LifeEnded in a life that has ended.
   */
  actNow<T>(effect: Effect, whole: () => T, half?: () => void): T {
    const { life } = this;
    if (life.hasEnded) throw new LifeEnded();
    const planned = this.#planned?.at === this.effects.length ? this.#planned : null;
    this.effects.push(effect);
    const error = planned === null ? this.lasting?.(effect) ?? null : null;
    if (error !== null) throw error;
    const result = planned === null
      ? whole()
      : planned.interfere({ whole, ...(half === undefined ? {} : { half }) }, life);
    if (life.hasEnded) throw new LifeEnded();
    return result;
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}
