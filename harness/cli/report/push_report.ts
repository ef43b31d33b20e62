// `report --push otlp=URL`: sends a record to a collector.
import { otlpRequests } from "../../../reports/formats/otlp.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import type { Host } from "../../ports/host.ts";

/** Where to send to, and how to be known there. */
export interface PushTarget {
  readonly url: URL;
  /** Headers by their names; they are secret. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** What `--push` and `--push-credentials` say. */
export interface PushWords {
  readonly push: string;
  readonly pushCredentials?: string;
}

const HOST = /^(?:[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const HEADER = /^([A-Za-z][A-Za-z0-9-]{0,63}):[ \t]*([\x21-\x7e](?:[\x20-\x7e]{0,8190}[\x21-\x7e])?)$/;

/**
 * The target that is meant. The address is in the list of arguments, which everybody on the machine can read: it names a
 * host and a path and no secret.
 *
 * @throws HarnessError `usage/invalid`, `report/credentials-unusable`; neither repeats what may be a secret.
 */
export async function readPushTarget(
  host: Pick<Host, "readSecret">,
  { push: target, pushCredentials: file }: PushWords,
): Promise<PushTarget> {
  const url = parseAddress(target);
  if (file === undefined) return { url, credentials: {} };
  if (url.protocol !== "https:" && !LOOPBACK.test(url.hostname)) {
    throw new HarnessError(
      "usage/invalid",
      "Cannot send credentials over http: everybody on the way reads them",
      {
        hint: "Write --push otlp=https://HOST",
      },
    );
  }
  return { url, credentials: parseHeaders(await host.readSecret(file)) };
}

function parseAddress(text: string): URL {
  const [, address] = /^otlp=(.+)$/.exec(text) ?? [];
  const url = address === undefined ? null : URL.parse(address);
  if (url === null || !["http:", "https:"].includes(url.protocol) || !HOST.test(url.hostname)) {
    throw new HarnessError(
      "usage/invalid",
      "Cannot send to what --push names: it is no address of a collector",
      {
        hint: "Write --push otlp=http://HOST:4318",
      },
    );
  }
  if (url.username + url.password + url.search + url.hash !== "") {
    const what = "it holds more than a host and a path, and what stands in a command is no secret";
    throw new HarnessError("usage/invalid", `Cannot send to what --push names: ${what}`, {
      hint: "Put headers into a file that only you can read, and name it with --push-credentials",
    });
  }
  return url;
}

function parseHeaders(text: string): Readonly<Record<string, string>> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const headers = lines.map((line) => HEADER.exec(line.trim()));
  if (headers.length === 0 || headers.includes(null)) {
    throw new HarnessError(
      "report/credentials-unusable",
      "Cannot use the credentials: each line has to be a header",
      { hint: 'Write lines such as "Authorization: Bearer TOKEN"' },
    );
  }
  return Object.fromEntries(headers.flatMap((match) => match === null ? [] : [[match[1], match[2]]]));
}

/** Sends the record as log events and metrics; a second time gives the same events with the same ids. */
export async function push(
  host: Pick<Host, "send" | "terminal">,
  { url: target, credentials }: PushTarget,
  record: RunRecord,
): Promise<void> {
  for (const { path, body } of otlpRequests(record)) {
    const url = new URL(target);
    url.pathname = `${target.pathname.replace(/\/+$/, "")}${path}`;
    await host.send({ url, headers: credentials, body });
    host.terminal.writeError(`Sent ${url.href}\n`);
  }
}
