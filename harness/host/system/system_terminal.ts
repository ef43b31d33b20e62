// The terminal of this process. Answers are whole lines, so that what is typed ahead ("y" and Enter in one go) is one
// answer, and an Enter behind it answers nothing else.
import { printableOutput } from "../../model/text/printable.ts";
import type { LiveLine, Terminal } from "../../ports/terminal.ts";

const REDRAW_MS = 200;
const WIPE_LINE = "\r\x1b[2K";

/** A reader that takes nothing is waited for: so long at most, in such steps. */
const FULL_FOR_MS = 2_000;
const FULL_STEP_MS = 20;

/**
 * Standard output and error. They may go away in the middle of a run (a closed pipe or terminal, a full disk): that ends
 * the writing, not the run, for the device has to be put back.
 */
export class SystemTerminal implements Terminal {
  readonly #encoder = new TextEncoder();
  #until = new AbortController().signal;
  readonly #decoder = new TextDecoder();
  /** Lines that were typed before they were asked for. */
  #typed = "";
  #live: { readonly render: () => string; readonly timer: ReturnType<typeof setInterval> } | null = null;

  write(text: string): void {
    this.#wipe();
    this.#send(Deno.stdout, printableOutput(text));
  }

  writeFile(text: string): void {
    if (Deno.stdout.isTerminal()) this.write(text);
    else this.#send(Deno.stdout, text);
  }

  writeError(text: string): void {
    this.#wipe();
    this.#send(Deno.stderr, printableOutput(text));
  }

  /** Nobody is waited for any longer once this aborts. */
  waitUntil(signal: AbortSignal): void {
    this.#until = signal;
  }

  async confirm(question: string): Promise<boolean> {
    for (let prompt = `${question} [y/n] `;; prompt = "Type y or n, then Enter: ") {
      this.#send(Deno.stdout, printableOutput(prompt));
      const line = await this.#readLine();
      if (line === null) this.#send(Deno.stdout, "\n");
      const answer = line === null ? "no" : line.trim().toLowerCase();
      if (answer === "y" || answer === "yes") return true;
      if (answer === "n" || answer === "no") return false;
    }
  }

  async waitForEnter(prompt: string): Promise<void> {
    this.#send(Deno.stdout, printableOutput(prompt));
    await this.#readLine();
  }

  /** The next line; null at the end of the input, where it went away, or once nobody is waited for. */
  async #readLine(): Promise<string | null> {
    const signal = this.#until;
    const aborted = Promise.withResolvers<null>();
    const abort = () => aborted.resolve(null);
    signal.addEventListener("abort", abort);
    try {
      if (signal.aborted) return null;
      while (!this.#typed.includes("\n")) {
        const bytes = new Uint8Array(1024);
        const read = await Promise.race([Deno.stdin.read(bytes).catch(() => null), aborted.promise]);
        if (read === null) return null;
        this.#typed += this.#decoder.decode(bytes.subarray(0, read), { stream: true });
      }
    } finally {
      signal.removeEventListener("abort", abort);
    }
    const end = this.#typed.indexOf("\n");
    const line = this.#typed.slice(0, end);
    this.#typed = this.#typed.slice(end + 1);
    return line;
  }

  startLiveLine(render: () => string): LiveLine {
    if (!Deno.stderr.isTerminal()) return { finish: () => {} };
    const timer = setInterval(() => this.#draw(), REDRAW_MS);
    this.#live = { render, timer };
    return {
      finish: () => {
        if (this.#live === null) return;
        clearInterval(this.#live.timer);
        this.#wipe();
        this.#live = null;
      },
    };
  }

  #draw(): void {
    if (this.#live !== null) this.#send(Deno.stderr, `${WIPE_LINE}${printableOutput(this.#live.render())}`);
  }

  #wipe(): void {
    if (this.#live !== null) this.#send(Deno.stderr, WIPE_LINE);
  }

  #send(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
    const bytes = this.#encoder.encode(text);
    let sent = 0;
    let leftMs = FULL_FOR_MS;
    while (sent < bytes.length) {
      try {
        sent += stream.writeSync(bytes.subarray(sent));
      } catch (error) {
        if (!(error instanceof Deno.errors.WouldBlock) || leftMs <= 0) return;
        leftMs -= FULL_STEP_MS;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_STEP_MS);
      }
    }
  }
}
