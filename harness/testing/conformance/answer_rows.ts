// Published answers to changes, error texts, and lists of one line.
import { type ConformanceRow, error, facts, whole } from "./conformance_row.ts";

const UPDATED = "Configuration property updated";
/** Rows of answers, errors and exclusions. */
export const ANSWER_ROWS: readonly ConformanceRow[] = [
  {
    file: "config-output/linux-config-rtp-with-full-stop.txt",
    parser: "answer",
    expected: whole({ kind: "updated", message: `${UPDATED}.` }),
  },
  {
    file: "config-output/ms-demo-config-bm-enabled.txt",
    parser: "answer",
    expected: whole({ kind: "updated", message: `${UPDATED}.` }),
  },
  {
    file: "config-output/ms-linux-config-rtp.txt",
    parser: "answer",
    expected: whole({ kind: "updated", message: UPDATED }),
  },
  // Several answers in one file; the first line is the answer to a change of a setting.
  {
    file: "config-output/xmde-analyzer-success-messages.txt",
    parser: "answer",
    expected: whole({ kind: "updated", message: UPDATED }),
  },
  {
    file: "config-output/macos-11.1-config-usage-missing-value.txt",
    parser: "answer",
    expected: facts({ kind: "refused" }),
  },
  {
    file: "config-output/ms-linux-exclusion-messages.txt",
    parser: "answer",
    expected: whole({ kind: "updated", message: "Extension exclusion configured successfully" }),
  },
  {
    file: "config-output/ms-mac-resources-log-level.txt",
    parser: "answer",
    expected: whole({ kind: "updated", message: "Log level configured successfully" }),
  },
  {
    file: "errors/macos-same-value-exact.txt",
    parser: "answer",
    expected: whole({ kind: "unchanged", message: "New setting value is the same as the current value" }),
  },
  {
    file: "errors/no-license-attention-line.txt",
    parser: "answer",
    expected: whole({
      kind: "refused",
      message: "No license found. Contact your administrator for help.",
    }),
  },
  // The banner alone tells neither that nothing was found nor that nothing is excluded.
  {
    file: "errors/no-license-attention-line.txt",
    parser: "threats",
    expected: error("agent/detections-unreadable"),
  },
  {
    file: "errors/no-license-attention-line.txt",
    parser: "health",
    expected: error("agent/health-unreadable"),
  },
  { file: "exclusion-list/linux-no-exclusions.txt", parser: "exclusions", expected: whole([]) },
  {
    file: "exclusion-list/linux-folder-with-scope.txt",
    parser: "exclusions",
    expected: whole([{ kind: "folder", pattern: "/home/user/Exclusion1/Exclusion1-1/", managed: false }]),
  },
  {
    file: "exclusion-list/linux-no-exclusions.txt",
    parser: "threats",
    expected: error("agent/detections-unreadable"),
  },
];
