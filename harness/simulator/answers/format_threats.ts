// Writes the threat list, the allowed names and the exclusions the way the agent does. No raw capture of the JSON list
// is public; its shape is the one that public programs read.
import { ctime } from "./agent_time.ts";
import type { Threat } from "../device/device_state.ts";

const FENCE = "=".repeat(37);

/** Five lines an entry, `---` between entries, oldest first. */
export function formatThreatText(threats: readonly Threat[]): string {
  if (threats.length === 0) return "No threats\n";
  return threats.map((threat) =>
    [
      `Id: "${threat.id}"`,
      `Name: ${threat.name}`,
      `Type: "${threat.type}"`,
      `Detection time: ${ctime(new Date(threat.detectedAtMs))}`,
      `Status: "${threat.status}"`,
      "",
    ].join("\n")
  ).join("---\n");
}

/** Threats of one scan each, with all their statuses as a history. */
export function formatThreatJson(threats: readonly Threat[]): string {
  const scans = threats.map(({ id, name, type, status, detectedAtMs, later }) => ({
    endTime: String(detectedAtMs),
    startTime: String(detectedAtMs),
    threats: [{
      history: [
        { key: String(detectedAtMs), value: status },
        ...(later === undefined ? [] : [{ key: String(later.atMs), value: later.status }]),
      ],
      threat: { name, tracking_id: id, type },
    }],
  }));
  return `${JSON.stringify({ threats: { scans } })}\n`;
}

/** Names, one a line. */
export function formatAllowed(names: readonly string[]): string {
  return names.length === 0 ? "No threats\n" : names.map((name) => `Name: ${name}\n`).join("");
}

/** Excluded folders, fenced. */
export function formatExclusions(folders: readonly string[]): string {
  if (folders.length === 0) return "No exclusions\n";
  const entries = folders.map((folder) => `Excluded folder\n---\nPath: "${folder}"\n${FENCE}\n`);
  return `${FENCE}\n${entries.join("")}`;
}
