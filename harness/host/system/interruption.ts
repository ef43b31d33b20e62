// The signals that end a run, as one abort signal. The first ends it in order; the next are only answered.
import { INTERRUPTING_SIGNALS, type InterruptingSignal } from "../../model/exit_code.ts";
import { cleanCommand } from "../processes/clean_command.ts";

/** Answers 7 when the signal comes through, and nothing when whoever started us has it ignored. */
const ASK_FOR_HANGUP = 'trap "exit 7" HUP; kill -HUP $$; exit 0';
const COMES_THROUGH = 7;

/** Follows the signals until `dispose`. */
export class SignalInterruption {
  readonly #controller = new AbortController();
  readonly #onRepeat: () => void;
  readonly #listeners: readonly (readonly [InterruptingSignal, () => void])[];
  #by: InterruptingSignal | null = null;

  /** @param onRepeat Told of every signal after the first one. */
  constructor(onRepeat: () => void) {
    this.#onRepeat = onRepeat;
    // Asked before the first listener: with one the runtime takes all of these signals itself.
    const ignored: InterruptingSignal | null = isHangupIgnored() ? "SIGHUP" : null;
    this.#listeners = INTERRUPTING_SIGNALS.map((name) =>
      [name, name === ignored ? () => {} : () => this.#receive(name)] as const
    );
    for (const [name, listener] of this.#listeners) Deno.addSignalListener(name, listener);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get by(): InterruptingSignal | null {
    return this.#by;
  }

  #receive(name: InterruptingSignal): void {
    if (this.#by !== null) return this.#onRepeat();
    this.#by = name;
    this.#controller.abort();
  }

  dispose(): void {
    for (const [name, listener] of this.#listeners) Deno.removeSignalListener(name, listener);
  }
}

/** `nohup` wants a run to outlive its terminal. What we start inherits that, so it can tell. */
function isHangupIgnored(): boolean {
  try {
    const { code } = cleanCommand("/bin/sh", {
      args: ["-c", ASK_FOR_HANGUP],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).outputSync();
    return code !== COMES_THROUGH;
  } catch {
    return false;
  }
}
