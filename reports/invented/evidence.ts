// Invented raw outputs behind the invented runs, in the formats that the agent prints.
import type { EvidenceText, ListedEntry, ReportContext } from "../views/reporter.ts";

const HEALTH = `healthy                                     : true
health_issues                               : []
licensed                                    : true
app_version                                 : "101.26062.0009"
release_ring                                : "InsiderFast"
behavior_monitoring                         : "disabled"
real_time_protection_enabled                : true
real_time_protection_available              : true
cloud_enabled                               : true
passive_mode_enabled                        : false
`;

const OLD = `Id: "7c1e5a90-3d52-4f0b-8f3e-90b1c2d3e4f5"
Name: Behavior:MacOS/MacOSChangeFileTest
Type: "behavior"
Detection time: Mon Sep 14 09:12:44 2026
Status: "quarantined"
---
Id: "e0f1a2b3-c4d5-4e6f-8091-a2b3c4d5e6f7"
Name: Trojan:MacOS/Invented.A
Type: "malware"
Detection time: Tue Sep 15 17:03:02 2026
Status: "quarantined"
`;

const THREAT = `${OLD}---
Id: "2f6d0f8e-6b3a-4c1d-9e57-1a2b3c4d5e6f"
Name: Behavior:MacOS/MacOSChangeFileTest
Type: "behavior"
Detection time: Mon Sep 21 05:00:15 2026
Status: "quarantined"
`;

function output(id: string, argv: readonly string[], startedMs: number, stdout: string): EvidenceText {
  return {
    id,
    argv: ["/usr/local/bin/mdatp", ...argv],
    startedMs,
    durationMs: 41,
    exitCode: 0,
    timedOut: false,
    truncated: false,
    stdout,
    stderr: "",
    stdoutFile: stdout === "" ? null : `${id}.txt`,
  };
}

/** Outputs that the invented runs refer to; those of an attempt are of the first. */
export const INVENTED_EVIDENCE: readonly EvidenceText[] = [
  output("0001-health", ["health"], 40, HEALTH),
  output("0004-threat-list", ["threat", "list"], 73_900, OLD),
  output("0005-threat-list", ["threat", "list"], 74_500, OLD),
  output("0006-threat-list", ["threat", "list"], 75_199, THREAT),
];

const KNOWN: readonly ListedEntry[] = [
  {
    id: "7c1e5a90-3d52-4f0b-8f3e-90b1c2d3e4f5",
    name: "Behavior:MacOS/MacOSChangeFileTest",
    type: "behavior",
    status: "quarantined",
    detectedAt: "2026-09-14T09:12:44",
    printedAt: "Mon Sep 14 09:12:44 2026",
  },
  {
    id: "e0f1a2b3-c4d5-4e6f-8091-a2b3c4d5e6f7",
    name: "Trojan:MacOS/Invented.A",
    type: "malware",
    status: "quarantined",
    detectedAt: "2026-09-15T17:03:02",
    printedAt: "Tue Sep 15 17:03:02 2026",
  },
];

const FOUND: ListedEntry = {
  id: "2f6d0f8e-6b3a-4c1d-9e57-1a2b3c4d5e6f",
  name: "Behavior:MacOS/MacOSChangeFileTest",
  type: "behavior",
  status: "quarantined",
  detectedAt: "2026-09-21T05:00:15",
  printedAt: "Mon Sep 21 05:00:15 2026",
};

/** The outputs, and what the lists among them hold. */
export const INVENTED_MATERIAL: Required<Pick<ReportContext, "evidence" | "readListing">> = {
  evidence: INVENTED_EVIDENCE,
  readListing: ({ stdout }) => stdout === OLD ? KNOWN : stdout === THREAT ? [...KNOWN, FOUND] : null,
};
