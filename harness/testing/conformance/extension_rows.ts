// Published outputs of `systemextensionsctl list`.
import { type ConformanceRow, facts } from "./conformance_row.ts";

const MICROSOFT = { active: true, teamId: "UBF8T346G9" };

/** Rows of system extensions. */
export const EXTENSION_ROWS: readonly ConformanceRow[] = [
  {
    file: "other/systemextensionsctl-101.26062.0009-epsext-enabled-netext-waiting.txt",
    parser: "extensions",
    expected: facts({
      length: 3,
      0: {
        ...MICROSOFT,
        enabled: false,
        bundleId: "com.microsoft.wdav.netext",
        version: "101.26062.0009/101.26062.0009",
        state: "activated waiting for user",
      },
      1: {
        ...MICROSOFT,
        enabled: true,
        bundleId: "com.microsoft.wdav.epsext",
        name: "Microsoft Defender Endpoint Security Extension",
        state: "activated enabled",
      },
      2: { enabled: false, active: true, teamId: "9ZM26YJTP4" },
    }),
  },
  {
    file: "other/systemextensionsctl-101.26032.0016-reformatted.txt",
    parser: "extensions",
    expected: facts({
      length: 2,
      1: { ...MICROSOFT, enabled: true, bundleId: "com.microsoft.wdav.epsext", state: "activated enabled" },
    }),
  },
];
