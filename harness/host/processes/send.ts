// Sends what a person asked to send. The harness has no network permission; a small program gets it, for one host.
import { HarnessError } from "../../model/harness_error.ts";
import type { Posting } from "../../ports/host.ts";
import { cleanCommand } from "./clean_command.ts";

const PROGRAM = decodeURIComponent(new URL("./send_program.ts", import.meta.url).pathname);
/** The program gives up by itself before; looking a name up heeds no limit. */
const LIMIT_MS = 60_000;

/** Posts JSON. @throws HarnessError `report/not-sent`. */
export async function send({ url, headers, body }: Posting): Promise<void> {
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  // Nothing of the environment: neither a proxy nor certificates that somebody names there.
  const sender = cleanCommand(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--no-lock", "--no-config", "--cached-only"],
      `--allow-net=${url.hostname}:${port}`,
      PROGRAM,
      url.href,
    ],
    // Who may be believed is said by the system: an organisation has certificates of its own there.
    sees: { DENO_TLS_CA_STORE: "system,mozilla" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const limit = setTimeout(() => sender.kill("SIGKILL"), LIMIT_MS);
  const writer = sender.stdin.getWriter();
  // Not among the arguments, which everybody can read. A program that ended early breaks the pipe; its own words say why.
  await writer.write(new TextEncoder().encode(JSON.stringify({ headers, body }))).catch(() => undefined);
  await writer.close().catch(() => undefined);
  const { success, stdout, stderr } = await sender.output();
  clearTimeout(limit);
  if (success) return;
  const decoder = new TextDecoder();
  const why = (decoder.decode(stdout) || decoder.decode(stderr)).trim().split("\n", 1)[0] ||
    "it took too long";
  throw new HarnessError("report/not-sent", `Cannot send to "${url.href}": ${why}`, {
    hint: "Check that the collector listens at this address, then send again: the same events keep their ids",
  });
}
