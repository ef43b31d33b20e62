// What a scripted device answered, as the bundle of its run, so that the run can be judged again.
import type { StoredBundle } from "../ports/bundle.ts";
import type { EvidenceParsers } from "../run/attempt/rejudge_attempts.ts";
import type { KeptAnswer } from "./scripted_device.ts";

const LABELS: Readonly<Record<string, string>> = { list: "threat-list", health: "health" };

/** A bundle with one entry for every answer; an answer that did not come is no JSON. */
export function keptBundle(kept: readonly KeptAnswer[]): StoredBundle {
  return {
    folder: "",
    events: [],
    evidence: kept.map(({ id, question, startedAt, startedMs, durationMs }) => ({
      id,
      label: LABELS[question] ?? question,
      argv: ["mdatp", question],
      startedAt,
      startedMs,
      durationMs,
      exitCode: 0,
      signal: null,
      timedOut: false,
      truncated: false,
      stdoutFile: id,
      stderrFile: null,
    })),
    readStdout: ({ id }) => {
      const value = kept.find((answer) => answer.id === id)?.value ?? null;
      return Promise.resolve(new TextEncoder().encode(value === null ? "garbled" : JSON.stringify(value)));
    },
    readStderr: () => Promise.resolve(new Uint8Array()),
    samples: null,
  };
}

/** Read what {@linkcode keptBundle} holds. */
export const KEPT_PARSERS: EvidenceParsers = {
  detections: (stdout) => JSON.parse(new TextDecoder().decode(stdout)),
  health: (stdout) => JSON.parse(new TextDecoder().decode(stdout)),
};
