#!/usr/bin/env -S deno run --no-prompt --allow-read --allow-write --allow-run --allow-env --allow-sys
// The composition: argument vector in, exit code out.
import { runCommandLine } from "./cli/run_command_line.ts";

if (import.meta.main) {
  const code = await runCommandLine(Deno.args, {
    loadHost: async () => (await import("./host/create_host.ts")).createHost(),
    writeError: (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
  });
  Deno.exit(code);
}
