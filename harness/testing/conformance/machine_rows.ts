// Published outputs of what stands around the agent: system extensions, event sources, versions.
import { type ConformanceRow, error, facts, whole } from "./conformance_row.ts";

const EPSEXT = {
  category: "endpoint_security",
  enabled: true,
  active: true,
  teamId: "UBF8T346G9",
  bundleId: "com.microsoft.wdav.epsext",
  state: "activated enabled",
};

/** Rows of these outputs. */
export const MACHINE_ROWS: readonly ConformanceRow[] = [
  {
    file: "other/systemextensionsctl-101.26032.0016-reformatted.txt",
    parser: "extensions",
    expected: whole([
      {
        ...EPSEXT,
        teamId: "JE7N8449S9",
        bundleId: "uk.ava.reveal.agent.eps",
        version: "12.2.3/12.2.3",
        name: "FortiDLP Agent Endpoint Security System Ext.",
      },
      { ...EPSEXT, version: "101.26032.0016/...", name: "Microsoft Defender Endpoint Security Ext." },
    ]),
  },
  {
    file: "other/systemextensionsctl-101.26062.0009-epsext-enabled-netext-waiting.txt",
    parser: "extensions",
    expected: whole([
      {
        category: "network_extension",
        enabled: false,
        active: true,
        teamId: "UBF8T346G9",
        bundleId: "com.microsoft.wdav.netext",
        version: "101.26062.0009/101.26062.0009",
        name: "Microsoft Defender Network Extension",
        state: "activated waiting for user",
      },
      {
        ...EPSEXT,
        version: "101.26062.0009/101.26062.0009",
        name: "Microsoft Defender Endpoint Security Extension",
      },
      {
        category: "endpoint_security",
        enabled: false,
        active: true,
        teamId: "9ZM26YJTP4",
        bundleId: "com.nguyencuong.APOmegaOS.APOmegaEndpoint",
        version: "1.0/1",
        name: "APOmegaEndpoint",
        state: "activated waiting for user",
      },
    ]),
  },
  {
    file: "version/macos-101.26032.0016-reported.txt",
    parser: "version",
    expected: whole({ productVersion: "101.26032.0016" }),
  },
  {
    file: "hot-event-sources/ms-linux-executables-text.txt",
    parser: "hot-events",
    expected: facts({ totalEvents: 47382, durationMs: 18_000 }),
  },
  {
    file: "hot-event-sources/ms-linux-files-text.txt",
    parser: "hot-events",
    expected: facts({ totalEvents: 11179, durationMs: 12_000 }),
  },
  {
    file: "hot-event-sources/ms-linux-files-json.txt",
    parser: "hot-events",
    expected: whole({
      totalEvents: 11373,
      durationMs: 13_031,
      sources: [
        {
          count: 2832,
          path: "/mnt/RamDisk/postgres_data/pg_wal/0000000100000014000000A5",
          signingId: null,
          teamId: null,
        },
        { count: 632, path: "/mnt/RamDisk/postgres_data/base/635594/2601", signingId: null, teamId: null },
      ],
    }),
  },
  {
    file: "hot-event-sources/ms-linux-executables-json.txt",
    parser: "hot-events",
    expected: facts({}),
  },
  // Its author has cut it.
  {
    file: "hot-event-sources/macos-2026-06-json-excerpt.txt",
    parser: "hot-events",
    expected: error("agent/output-unreadable"),
  },
];
