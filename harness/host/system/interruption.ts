// SIGINT and SIGTERM as one abort signal. The first ends the run in order; the next are only answered.

/** Follows the two signals until `dispose`. */
export class SignalInterruption {
  readonly #controller = new AbortController();
  readonly #onRepeat: () => void;
  #by: "SIGINT" | "SIGTERM" | null = null;
  readonly #onInterrupt = () => this.#receive("SIGINT");
  readonly #onTerminate = () => this.#receive("SIGTERM");

  /** @param onRepeat Told of every signal after the first one. */
  constructor(onRepeat: () => void) {
    this.#onRepeat = onRepeat;
    Deno.addSignalListener("SIGINT", this.#onInterrupt);
    Deno.addSignalListener("SIGTERM", this.#onTerminate);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get by(): "SIGINT" | "SIGTERM" | null {
    return this.#by;
  }

  #receive(name: "SIGINT" | "SIGTERM"): void {
    if (this.#by !== null) return this.#onRepeat();
    this.#by = name;
    this.#controller.abort();
  }

  dispose(): void {
    Deno.removeSignalListener("SIGINT", this.#onInterrupt);
    Deno.removeSignalListener("SIGTERM", this.#onTerminate);
  }
}
