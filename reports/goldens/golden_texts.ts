// All golden files as text. Written by harness/dev/write_goldens.ts; do not edit.
import golden0 from "./fail.console.golden.txt" with { type: "text" };
import golden1 from "./fail.junit.golden.xml" with { type: "text" };
import golden2 from "./flaky.console.golden.txt" with { type: "text" };
import golden3 from "./flaky.junit.golden.xml" with { type: "text" };
import golden4 from "./flaky.report.golden.html" with { type: "text" };
import golden5 from "./hostile.attempts.golden.csv" with { type: "text" };
import golden6 from "./hostile.console.golden.txt" with { type: "text" };
import golden7 from "./hostile.ctrf.golden.json" with { type: "text" };
import golden8 from "./hostile.github.golden.txt" with { type: "text" };
import golden9 from "./hostile.junit.golden.xml" with { type: "text" };
import golden10 from "./hostile.metrics.golden.prom" with { type: "text" };
import golden11 from "./hostile.ocsf.golden.ndjson" with { type: "text" };
import golden12 from "./hostile.otlp.golden.json" with { type: "text" };
import golden13 from "./hostile.report.golden.html" with { type: "text" };
import golden14 from "./hostile.results.golden.tap" with { type: "text" };
import golden15 from "./hostile.run.golden.json" with { type: "text" };
import golden16 from "./hostile.summary.golden.md" with { type: "text" };
import golden17 from "./inconclusive.console.golden.txt" with { type: "text" };
import golden18 from "./inconclusive.junit.golden.xml" with { type: "text" };
import golden19 from "./inconclusive.report.golden.html" with { type: "text" };
import golden20 from "./interrupted.console.golden.txt" with { type: "text" };
import golden21 from "./interrupted.junit.golden.xml" with { type: "text" };
import golden22 from "./not_restored.console.golden.txt" with { type: "text" };
import golden23 from "./not_restored.junit.golden.xml" with { type: "text" };
import golden24 from "./pass.attempts.golden.csv" with { type: "text" };
import golden25 from "./pass.console.golden.txt" with { type: "text" };
import golden26 from "./pass.ctrf.golden.json" with { type: "text" };
import golden27 from "./pass.github.golden.txt" with { type: "text" };
import golden28 from "./pass.junit.golden.xml" with { type: "text" };
import golden29 from "./pass.metrics.golden.prom" with { type: "text" };
import golden30 from "./pass.narration.golden.txt" with { type: "text" };
import golden31 from "./pass.ocsf.golden.ndjson" with { type: "text" };
import golden32 from "./pass.otlp.golden.json" with { type: "text" };
import golden33 from "./pass.report.golden.html" with { type: "text" };
import golden34 from "./pass.results.golden.tap" with { type: "text" };
import golden35 from "./pass.run.golden.json" with { type: "text" };
import golden36 from "./pass.summary.golden.md" with { type: "text" };

/** Text of each golden file by its name. */
export const GOLDEN_TEXTS: Readonly<Record<string, string>> = {
  "fail.console.golden.txt": golden0,
  "fail.junit.golden.xml": golden1,
  "flaky.console.golden.txt": golden2,
  "flaky.junit.golden.xml": golden3,
  "flaky.report.golden.html": golden4,
  "hostile.attempts.golden.csv": golden5,
  "hostile.console.golden.txt": golden6,
  "hostile.ctrf.golden.json": golden7,
  "hostile.github.golden.txt": golden8,
  "hostile.junit.golden.xml": golden9,
  "hostile.metrics.golden.prom": golden10,
  "hostile.ocsf.golden.ndjson": golden11,
  "hostile.otlp.golden.json": golden12,
  "hostile.report.golden.html": golden13,
  "hostile.results.golden.tap": golden14,
  "hostile.run.golden.json": golden15,
  "hostile.summary.golden.md": golden16,
  "inconclusive.console.golden.txt": golden17,
  "inconclusive.junit.golden.xml": golden18,
  "inconclusive.report.golden.html": golden19,
  "interrupted.console.golden.txt": golden20,
  "interrupted.junit.golden.xml": golden21,
  "not_restored.console.golden.txt": golden22,
  "not_restored.junit.golden.xml": golden23,
  "pass.attempts.golden.csv": golden24,
  "pass.console.golden.txt": golden25,
  "pass.ctrf.golden.json": golden26,
  "pass.github.golden.txt": golden27,
  "pass.junit.golden.xml": golden28,
  "pass.metrics.golden.prom": golden29,
  "pass.narration.golden.txt": golden30,
  "pass.ocsf.golden.ndjson": golden31,
  "pass.otlp.golden.json": golden32,
  "pass.report.golden.html": golden33,
  "pass.results.golden.tap": golden34,
  "pass.run.golden.json": golden35,
  "pass.summary.golden.md": golden36,
};
