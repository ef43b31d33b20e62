// Sends what a person asked to send. The harness has no network permission; a small program gets it, for one host.
import { HarnessError } from "../../model/harness_error.ts";
import { cleanCommand } from "./clean_command.ts";

const PROGRAM = decodeURIComponent(new URL("./send_program.ts", import.meta.url).pathname);

/** Posts JSON. @throws HarnessError `report/not-sent`. */
export async function send(url: URL, body: string): Promise<void> {
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  const sender = cleanCommand(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", "--no-lock", "--no-config", "--cached-only"],
      `--allow-net=${url.hostname}:${port}`,
      PROGRAM,
      url.href,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = sender.stdin.getWriter();
  // A program that ended early breaks the pipe; its own words say why.
  await writer.write(new TextEncoder().encode(body)).catch(() => undefined);
  await writer.close().catch(() => undefined);
  const { success, stdout, stderr } = await sender.output();
  if (success) return;
  const decoder = new TextDecoder();
  const why = (decoder.decode(stdout) || decoder.decode(stderr)).trim().split("\n", 1)[0];
  throw new HarnessError("report/not-sent", `Cannot send to "${url.href}": ${why}`, {
    hint: "Check that the collector listens at this address, then send again: the same events keep their ids",
  });
}
