// The kinds that `bmverify parse KIND FILE` knows, each with its parser. The names in what it prints are public: they are
// added to, never renamed.
import type { Detection } from "../model/detection.ts";
import type { Exclusion } from "../model/exclusion.ts";
import type { Health } from "../model/health.ts";
import type { ScanStatistics } from "../model/process_sample.ts";
import { parseDetections } from "./parse_detections.ts";
import { parseExclusions } from "./parse_exclusions.ts";
import { parseHealth } from "./parse_health.ts";
import { type ListedProcess, parseProcessList } from "./parse_process_list.ts";
import { parseScanStatistics } from "./parse_scan_statistics.ts";

/** What each kind is parsed to. */
interface ParsedKinds {
  readonly health: Health;
  readonly threats: readonly Detection[];
  readonly "rtp-statistics": readonly ScanStatistics[];
  readonly ps: readonly ListedProcess[];
  readonly exclusions: readonly Exclusion[];
}

/** A kind of output that can be parsed. */
type ParseKind = keyof ParsedKinds;

/** Parser of each kind, with the command whose output it reads. Parsers throw a HarnessError for anything else. */
export const PARSE_KINDS: {
  readonly [Kind in ParseKind]: {
    readonly command: string;
    readonly parse: (input: string | Uint8Array) => ParsedKinds[Kind];
  };
} = {
  health: { command: "mdatp health [--output json]", parse: parseHealth },
  threats: { command: "mdatp threat list [--output json]", parse: parseDetections },
  "rtp-statistics": {
    command: "mdatp diagnostic real-time-protection-statistics [--output json]",
    parse: parseScanStatistics,
  },
  ps: { command: "ps -Ao pid,time,rss,comm", parse: parseProcessList },
  exclusions: { command: "mdatp exclusion list", parse: parseExclusions },
};

/** Whether a word is a kind. */
export function isParseKind(word: string): word is ParseKind {
  return Object.hasOwn(PARSE_KINDS, word);
}
