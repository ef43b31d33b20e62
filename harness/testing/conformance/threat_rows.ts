// Published outputs of `mdatp threat list`.
import { type ConformanceRow, whole } from "./conformance_row.ts";

const EICAR_2025 = {
  id: "24792ddb-4872-478e-91a5-620f1a7127c2",
  name: "Virus:DOS/EICAR_Test_File",
  type: "virus",
  status: "quarantined",
  detectedAt: "2025-08-22T12:20:47",
};
const DOCUMENTED_BEHAVIOR = {
  id: "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
  name: "Behavior:MacOS/MacOSChangeFileTest",
  type: "behavior",
  status: "quarantined",
  detectedAt: "2024-05-07T20:23:41",
};
/** Rows of threat lists. */
export const THREAT_ROWS: readonly ConformanceRow[] = [
  {
    file: "threat-list-text/macos-101.25062-eicar-only.txt",
    parser: "threats",
    expected: whole([EICAR_2025]),
  },
  {
    file: "threat-list-text/macos-101.25062-eicar-then-behavior.txt",
    parser: "threats",
    expected: whole([EICAR_2025, {
      id: "b45fc36f-3a18-4b05-9996-b95bdb40716e",
      name: "Behavior:MacOS/MacOSChangeFileTest",
      type: "behavior",
      status: "quarantined",
      detectedAt: "2025-08-26T11:26:41",
    }]),
  },
  {
    file: "threat-list-text/ms-demo-2025-doc.txt",
    parser: "threats",
    expected: whole([DOCUMENTED_BEHAVIOR]),
  },
  {
    file: "threat-list-text/ms-demo-2024-05-early-doc.txt",
    parser: "threats",
    expected: whole([DOCUMENTED_BEHAVIOR]),
  },
  {
    file: "threat-list-text/linux-runbook-eicar-fields.txt",
    parser: "threats",
    expected: whole([{ ...EICAR_2025, id: null, detectedAt: null }]),
  },
];
