// Every published output of a kind that the harness reads, with what must come out of it. The files stand beside
// the checkout and are read in place; a new file without a row fails the test.
import { assertEquals, assertObjectMatch, assertThrows } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { ANSWER_ROWS } from "./answer_rows.ts";
import type { ConformanceRow } from "./conformance_row.ts";
import { DETAILS_ROWS } from "./details_rows.ts";
import { HEALTH_ROWS } from "./health_rows.ts";
import { MACHINE_ROWS } from "./machine_rows.ts";
import { PROCESS_ROWS } from "./process_rows.ts";
import { THREAT_ROWS } from "./threat_rows.ts";
import { parseConfigAnswer } from "../../device/parse_config_answer.ts";
import { parseDetections } from "../../device/parse_detections.ts";
import { parseExclusions } from "../../device/parse_exclusions.ts";
import { parseHealth } from "../../device/parse_health.ts";
import { parseHealthDetails } from "../../device/parse_health_details.ts";
import { parseProcessList } from "../../device/parse_process_list.ts";
import { parseHotEventSources } from "../../device/pasted/parse_hot_event_sources.ts";
import { parseSystemExtensions } from "../../device/pasted/parse_system_extensions.ts";
import { parseVersion } from "../../device/pasted/parse_version.ts";
import { parseScanStatistics } from "../../device/parse_scan_statistics.ts";

const ROWS: readonly ConformanceRow[] = [
  ...ANSWER_ROWS,
  ...DETAILS_ROWS,
  ...MACHINE_ROWS,
  ...HEALTH_ROWS,
  ...PROCESS_ROWS,
  ...THREAT_ROWS,
];

const CAPTURES = new URL("../../../../shared/captures/", import.meta.url);

const PARSERS: Readonly<Record<ConformanceRow["parser"], (input: Uint8Array) => unknown>> = {
  answer: parseConfigAnswer,
  details: parseHealthDetails,
  exclusions: parseExclusions,
  health: parseHealth,
  ps: parseProcessList,
  extensions: parseSystemExtensions,
  "hot-events": parseHotEventSources,
  statistics: parseScanStatistics,
  version: parseVersion,
  threats: parseDetections,
};

/** Folders whose every file must have a row; of `other` only the files whose name tells the kind. */
const FOLDERS = [
  "config-output",
  "errors",
  "exclusion-list",
  "health-details",
  "health-json",
  "health-text",
  "hot-event-sources",
  "ps-top",
  "rtp-statistics-json",
  "threat-list-text",
  "version",
];
const OF_OTHER = /^systemextensionsctl-/;

function captureFiles(): readonly string[] | null {
  try {
    const files = FOLDERS.flatMap((folder) =>
      [...Deno.readDirSync(new URL(`${folder}/`, CAPTURES))].map(({ name }) => `${folder}/${name}`)
    );
    const other = [...Deno.readDirSync(new URL("other/", CAPTURES))].map(({ name }) => name);
    return [...files, ...other.filter((name) => OF_OTHER.test(name)).map((name) => `other/${name}`)].sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

const files = captureFiles();

if (files === null) {
  const reason = "published outputs are not beside this checkout (../shared/captures)";
  Deno.test({ name: `CONFORMANCE NOT CHECKED: ${reason}`, ignore: true, fn: () => {} });
} else {
  Deno.test("Every published output has a row that says what must come out of it", () => {
    const accounted = ROWS.map(({ file }) => file);
    assertEquals([...new Set(accounted)].sort(), files);
  });
  for (const row of ROWS) {
    const { file, parser, expected } = row;
    Deno.test(`${file} is read by the parser of ${parser} as stated`, () => {
      const input = Deno.readFileSync(new URL(file, CAPTURES));
      if (expected.kind === "error") {
        assertEquals(assertThrows(() => PARSERS[parser](input), HarnessError).code, expected.code);
      } else if (expected.kind === "whole") assertEquals(PARSERS[parser](input), expected.value);
      else assertObjectMatch(PARSERS[parser](input) as Record<string, unknown>, expected.value);
    });
  }
}
