// The terminal of this process. Prompts come from a library that is loaded only when a question is asked.
import type { LiveLine, Terminal } from "../../ports/terminal.ts";

const REDRAW_MS = 200;
const WIPE_LINE = "\r\x1b[2K";

/** Standard output and error. A closed pipe ends the writing, not the run: the device has to be put back. */
export class SystemTerminal implements Terminal {
  readonly #encoder = new TextEncoder();
  #live: { readonly render: () => string; readonly timer: ReturnType<typeof setInterval> } | null = null;

  write(text: string): void {
    this.#wipe();
    this.#send(Deno.stdout, text);
  }

  writeError(text: string): void {
    this.#wipe();
    this.#send(Deno.stderr, text);
  }

  async confirm(question: string): Promise<boolean> {
    const { default: $ } = await import("dax");
    return await $.confirm({ message: question, default: false });
  }

  async waitForEnter(prompt: string): Promise<void> {
    this.#send(Deno.stdout, prompt);
    await Deno.stdin.read(new Uint8Array(1024));
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
    if (this.#live !== null) this.#send(Deno.stderr, `${WIPE_LINE}${this.#live.render()}`);
  }

  #wipe(): void {
    if (this.#live !== null) this.#send(Deno.stderr, WIPE_LINE);
  }

  #send(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
    const bytes = this.#encoder.encode(text);
    try {
      let sent = 0;
      while (sent < bytes.length) sent += stream.writeSync(bytes.subarray(sent));
    } catch (error) {
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    }
  }
}
