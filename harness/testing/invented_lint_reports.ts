// Reports for tests of the reporters: a harmless one, and one with hostile text in every place that takes text.
import type { Finding } from "../profile/words/finding.ts";
import type { LintReport } from "../profile/lint/lint_report.ts";

const FINDING: Finding = {
  rule: "wrong-level",
  severity: "error",
  file: "wdav.plist",
  line: 4,
  column: 7,
  endLine: 4,
  endColumn: 12,
  path: "behaviorMonitoring",
  what: "It is wrong",
  why: "Because",
  remedy: "Mend it",
  fixable: true,
};

/** One error, one note without a place, one file that could not be judged. */
export const HARMLESS_REPORT: LintReport = {
  files: [
    {
      file: "wdav.plist",
      format: "xml",
      signed: false,
      form: "preferences",
      problem: null,
      findings: [FINDING, {
        ...FINDING,
        rule: "signed-profile",
        severity: "info",
        line: null,
        column: null,
        endLine: null,
        endColumn: null,
        what: "It is so",
        remedy: "Know it",
        fixable: false,
      }],
    },
    {
      file: "b.plist",
      format: null,
      signed: false,
      form: null,
      findings: [],
      problem: { code: "profile/too-large", message: 'Cannot read profile "b.plist"', hint: "Check it" },
    },
  ],
  counts: { error: 1, warning: 0, info: 1, problem: 1 },
};

const HOSTILE = "100%\r\n::set-output name=a::b ]]> <script> &amp; \" ' \u0000\ud800 \u202e,:";

/** Text that tries to break out of every form. */
export const HOSTILE_REPORT: LintReport = {
  files: [{
    file: 'a b,:<&"\n/c.plist',
    format: "xml",
    signed: false,
    form: "preferences",
    problem: null,
    findings: [{
      ...FINDING,
      file: 'a b,:<&"\n/c.plist',
      line: 1,
      column: 2,
      endLine: 3,
      endColumn: 4,
      what: HOSTILE,
      why: HOSTILE,
      remedy: HOSTILE,
    }],
  }],
  counts: { error: 1, warning: 0, info: 0, problem: 0 },
};
