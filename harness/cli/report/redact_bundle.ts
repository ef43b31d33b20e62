// A copy of a bundle without what identifies a device, its organisation or its user: events, evidence, samples.
// Reports are rendered from the copy afterwards, so that no format can be forgotten.
import { mapTexts } from "../../../reports/stored/map_texts.ts";
import { createRedactor, findSecrets, redactLines } from "../../../reports/stored/redact.ts";
import type { RunEvent } from "../../model/record/run_event.ts";
import type { Host } from "../../ports/host.ts";
import type { OpenedRun } from "../open_run.ts";
import { reportMaterial } from "../showing/report_material.ts";

const KEY_PARTS = 8;

/** Writes the copy to `place` and seals it. The key behind the pseudonyms is new each time and kept by nobody. */
export async function redactBundle(
  host: Pick<Host, "bundleFiles" | "randomId">,
  { bundle, events, record }: OpenedRun,
  place: string,
): Promise<void> {
  const { evidence = [] } = await reportMaterial(bundle);
  const outputs = evidence.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  const key = Array.from({ length: KEY_PARTS }, () => host.randomId()).join("");
  const redact = createRedactor({ secrets: findSecrets(record, [...new Set(outputs)]), key });
  const { bundleFiles } = host;
  await bundleFiles.write(place, "events.ndjson", lines(mapTexts(events, redact).map(hideHostName)));
  await bundleFiles.write(place, "evidence/index.ndjson", lines(mapTexts(bundle.evidence, redact)));
  const written = new Set<string>();
  for (const [index, entry] of bundle.evidence.entries()) {
    const texts = evidence[index];
    const files = [[entry.stdoutFile, texts?.stdout], [entry.stderrFile, texts?.stderr]] as const;
    for (const [file, text = ""] of files) {
      if (file === null || written.has(file)) continue;
      written.add(file);
      await bundleFiles.write(place, `evidence/${file}`, redact(text));
    }
  }
  if (bundle.samples !== null) {
    await bundleFiles.writePieces(place, "samples.ndjson", redactLines(bundle.samples(), redact));
  }
  await bundleFiles.seal(place);
}

/** A host name too short to be looked for in texts is hidden where it is known to be one. */
function hideHostName(event: RunEvent): RunEvent {
  if ((event.kind !== "run-started" && event.kind !== "device-read") || event.device.hostName === null) {
    return event;
  }
  const { hostName } = event.device;
  return hostName.startsWith("host-")
    ? event
    : { ...event, device: { ...event.device, hostName: "host-hidden" } };
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
