#!/usr/bin/env -S deno run --quiet --frozen --no-prompt --allow-read --allow-write --allow-run --allow-env --allow-sys=uid,hostname,osRelease,cpus,homedir
// The composition: argument vector in, exit code out. Whatever else ends the process, it never ends as a verdict would.
import { TOOL } from "./cli/words/tool.ts";

/** A start that takes longer waits for the network. */
const PATIENCE_MS = 1_000;
const FETCHING = "bmverify: Fetching the libraries that it needs, which takes a moment the first time\n";
/** A fault of the harness. */
const INTERNAL = 4;
/** What `harness/bmverify` takes for pass and fail, since the runtime ends with 0 and 1 by itself. */
const TOLD_TO_LAUNCHER: Readonly<Record<number, number>> = { 0: 100, 1: 101 };
/** Asked at once: a command may give the right to ask up. */
const isLaunched = import.meta.main && wasLaunched();

if (import.meta.main) {
  // Whoever ends the process without a code, ends it with this one.
  Deno.exitCode = INTERNAL;
  globalThis.addEventListener("error", (event) => end(crash(event, event.error)));
  globalThis.addEventListener("unhandledrejection", (event) => end(crash(event, event.reason)));
  end(await main(Deno.args).catch((error) => crash(null, error)));
}

async function main(words: readonly string[]): Promise<number> {
  // Scripts ask this before every use: answered without loading the command tree.
  if (words.length === 1 && ["--version", "-V", "version"].includes(words[0] ?? "")) {
    send(Deno.stdout, `${TOOL.name} ${TOOL.version}\n`);
    return 0;
  }
  // The runtime says nothing while it fetches the libraries of a first start.
  const notice = Deno.stderr.isTerminal() ? setTimeout(() => send(Deno.stderr, FETCHING), PATIENCE_MS) : null;
  const { runCommandLine } = await import(
    import.meta.resolve("./cli/run_command_line.ts")
  ) as typeof import("./cli/run_command_line.ts");
  if (notice !== null) clearTimeout(notice);
  return await runCommandLine(words, {
    loadHost: async () =>
      (await import(import.meta.resolve("./host/create_host.ts")) as typeof import("./host/create_host.ts"))
        .createHost(),
    writeError: (text) => send(Deno.stderr, text),
  });
}

/** What nobody has caught, in words. */
function crash(event: Event | null, error: unknown): number {
  event?.preventDefault();
  send(
    Deno.stderr,
    `${TOOL.name}: Unexpected error: ${error instanceof Error ? error.stack : error} [harness/internal]\n`,
  );
  return INTERNAL;
}

function wasLaunched(): boolean {
  try {
    return Deno.env.get("LAUNCHED_BMVERIFY") === "1";
  } catch {
    // The launcher gives the right to ask.
    return false;
  }
}

function end(code: number): never {
  Deno.exit(isLaunched ? TOLD_TO_LAUNCHER[code] ?? code : code);
}

/** What cannot be said is left unsaid: it must not change the exit code. */
function send(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  try {
    stream.writeSync(new TextEncoder().encode(text));
  } catch {
    // Nobody reads it.
  }
}
