// The terminal of this process. Answers are whole lines, so that what is typed ahead ("y" and Enter in one go) is one
// answer, and an Enter behind it answers nothing else.
import { printableOutput } from "../../model/text/printable.ts";
import type { LiveLine, Terminal } from "../../ports/terminal.ts";

const REDRAW_MS = 200;
const WIPE_LINE = "\r\x1b[2K";
/** Where there is no line to draw, nobody is left without a word for longer. */
const SILENT_FOR_MS = 1_500;
const USUAL_COLUMNS = 80;

/** Standard output or standard error. */
interface Output {
  writeSync(bytes: Uint8Array): number;
}

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
  #live: { readonly draw: () => void; readonly wipe: () => void } | null = null;
  /** A question stands on the terminal. */
  #isAsking = false;
  #saidMs = performance.now();

  write(text: string): void {
    this.#live?.wipe();
    this.#saidMs = performance.now();
    this.#send(Deno.stdout, text);
  }

  writeFile(text: string): void {
    if (Deno.stdout.isTerminal()) this.write(text);
    else this.#sendAsIs(Deno.stdout, text);
  }

  writeError(text: string): void {
    this.#live?.wipe();
    this.#send(Deno.stderr, text);
  }

  /** Nobody is waited for any longer once this aborts. */
  waitUntil(signal: AbortSignal): void {
    this.#until = signal;
  }

  confirm(question: string): Promise<boolean> {
    return this.#asking(async () => await this.#confirm(question));
  }

  async #confirm(question: string): Promise<boolean> {
    for (let prompt = `${question} [y/n] `;; prompt = "Type y or n, then Enter: ") {
      this.#send(Deno.stdout, prompt);
      const line = await this.#readLine();
      if (line === null) this.#send(Deno.stdout, "\n");
      const answer = line === null ? "no" : line.trim().toLowerCase();
      if (answer === "y" || answer === "yes") return true;
      if (answer === "n" || answer === "no") return false;
    }
  }

  waitForEnter(prompt: string): Promise<void> {
    return this.#asking(async () => {
      this.#send(Deno.stdout, prompt);
      await this.#readLine();
    });
  }

  async #asking<T>(ask: () => Promise<T>): Promise<T> {
    this.#live?.wipe();
    this.#isAsking = true;
    try {
      return await ask();
    } finally {
      this.#isAsking = false;
      this.#saidMs = performance.now();
    }
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

  startLiveLine(render: (columns: number) => string, aloud = false): LiveLine {
    const live = aloud && !Deno.stdout.isTerminal()
      ? { draw: () => this.#sayAfterSilence(render), wipe: () => {} }
      : Deno.stderr.isTerminal()
      ? { draw: () => this.#draw(render), wipe: () => this.#sendAsIs(Deno.stderr, WIPE_LINE) }
      : null;
    if (live === null) return { finish: () => {} };
    const timer = setInterval(live.draw, REDRAW_MS);
    this.#live = live;
    return {
      finish: () => {
        clearInterval(timer);
        live.wipe();
        if (this.#live === live) this.#live = null;
        live.wipe = () => {};
      },
    };
  }

  #draw(render: (columns: number) => string): void {
    // Asked each time: a window changes its size.
    if (this.#isAsking) return;
    this.#sendAsIs(Deno.stderr, `${WIPE_LINE}${printableOutput(render(columnsOfWindow()))}`);
  }

  #sayAfterSilence(render: (columns: number) => string): void {
    if (performance.now() - this.#saidMs < SILENT_FOR_MS) return;
    const line = render(Infinity);
    if (line !== "") this.write(`  ... ${line}\n`);
  }

  /** Whatever it says, and whoever said it first: only our own emphasis acts on the terminal. */
  #send(stream: Output, text: string): void {
    this.#sendAsIs(stream, printableOutput(text));
  }

  #sendAsIs(stream: Output, text: string): void {
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

function columnsOfWindow(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return USUAL_COLUMNS;
  }
}
