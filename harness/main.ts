#!/usr/bin/env -S deno run --quiet --no-prompt --allow-read --allow-write --allow-run --allow-env --allow-sys
// The composition: argument vector in, exit code out.
import { TOOL } from "./cli/words/tool.ts";

/** A start that takes longer waits for the network. */
const PATIENCE_MS = 1_000;
const FETCHING = "bmverify: Fetching the libraries that it needs, which takes a moment the first time\n";

if (import.meta.main) Deno.exit(await main(Deno.args));

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

/** What cannot be said is left unsaid: it must not change the exit code. */
function send(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  try {
    stream.writeSync(new TextEncoder().encode(text));
  } catch {
    // Nobody reads it.
  }
}
