// Invented raw outputs behind the invented runs, in the formats that the agent prints.
import type { EvidenceText } from "../views/reporter.ts";

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

const THREAT = `Id: "2f6d0f8e-6b3a-4c1d-9e57-1a2b3c4d5e6f"
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

/** Outputs that the invented runs refer to. */
export const INVENTED_EVIDENCE: readonly EvidenceText[] = [
  output("0001-health", ["health"], 40, HEALTH),
  output("0004-threat-list", ["threat", "list"], 14_000, ""),
  output("0006-threat-list", ["threat", "list"], 15_240, THREAT),
];
