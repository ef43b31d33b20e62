// How long `parse threats` takes for one list, by its length; the times must grow no faster than the lists.
import { parseDetections } from "./parse_detections.ts";

for (const entries of [1_000, 10_000, 100_000]) {
  const list = new TextEncoder().encode(
    Array.from(
      { length: entries },
      (_, index) =>
        `Id: "0b9b1c9e-0000-4000-8000-${String(index).padStart(12, "0")}"\n` +
        "Name: Behavior:MacOS/MacOSChangeFileTest\n" +
        'Type: "behavior"\n' +
        "Detection time: Tue Aug 26 11:26:41 2025\n" +
        'Status: "quarantined"\n',
    ).join("---\n"),
  );
  Deno.bench(`parse threats, ${entries} entries`, { group: "parse threats" }, () => {
    parseDetections(list);
  });
}
