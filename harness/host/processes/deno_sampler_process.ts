// Starts the sampler program with no permission but FFI. It ends when its standard input does, so that none is left
// behind when the harness is killed.
import { HarnessError } from "../../model/harness_error.ts";
import type { SamplerProcess, SamplerStarter } from "../../ports/sampler_process.ts";
import { cleanCommand } from "./clean_command.ts";

const PROGRAM = decodeURIComponent(
  new URL("../../cost/sampling/sampler_program.ts", import.meta.url).pathname,
);
/** A sampler that does not end by itself when told is killed after this. */
const STOP_LIMIT_MS = 2000;

/** Starter on the runtime's own processes. */
export const denoSamplerStarter: SamplerStarter = {
  start(request, onLine): SamplerProcess {
    const child = spawn(request);
    const ended = readLines(child.stdout, onLine).then(async () => void await child.status);
    return {
      ended,
      async stop() {
        const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
        await child.stdin.close().catch(() => {});
        await ended;
        clearTimeout(timer);
      },
    };
  },
};

function spawn(request: string): Deno.ChildProcess {
  try {
    return cleanCommand(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--no-config",
        "--no-remote",
        "--v8-flags=--single-threaded",
        "--allow-ffi",
        PROGRAM,
        request,
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
  } catch (error) {
    throw new HarnessError("command/not-started", `Cannot start the sampler: ${String(error)}`, {
      hint: "Allow the harness to run the runtime: start it with --allow-run",
      cause: error,
    });
  }
}

async function readLines(stream: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  }
}
