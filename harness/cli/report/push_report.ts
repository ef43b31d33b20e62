// `report --push otlp=URL`: sends a record to a collector.
import { otlpRequests } from "../../../reports/formats/otlp.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";

/**
 * The address of a collector, from `otlp=URL`.
 *
 * @throws HarnessError `usage/invalid`.
 */
export function parsePushTarget(text: string): URL {
  const [, address] = /^otlp=(.+)$/.exec(text) ?? [];
  const url = address === undefined ? null : URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol)) {
    throw new HarnessError("usage/invalid", `Cannot send to "${text}": it is no address of a collector`, {
      hint: "Write --push otlp=http://HOST:4318",
    });
  }
  return url;
}

/** Sends the record as log events and metrics; a second time gives the same events with the same ids. */
export async function push(
  host: Pick<Host, "send" | "terminal">,
  target: URL,
  record: RunRecord,
): Promise<void> {
  for (const { path, body } of otlpRequests(record)) {
    const url = new URL(target);
    url.pathname = `${target.pathname.replace(/\/+$/, "")}${path}`;
    await host.send(url, body);
    host.terminal.writeError(`Sent ${url.href}\n`);
  }
}
