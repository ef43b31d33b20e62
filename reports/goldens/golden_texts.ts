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
import golden20 from "./inconclusive.summary.golden.md" with { type: "text" };
import golden21 from "./interrupted.console.golden.txt" with { type: "text" };
import golden22 from "./interrupted.junit.golden.xml" with { type: "text" };
import golden23 from "./measurement.console.golden.txt" with { type: "text" };
import golden24 from "./measurement.junit.golden.xml" with { type: "text" };
import golden25 from "./measurement.measurements.golden.csv" with { type: "text" };
import golden26 from "./measurement.metrics.golden.prom" with { type: "text" };
import golden27 from "./measurement.otlp.golden.json" with { type: "text" };
import golden28 from "./measurement.report.golden.html" with { type: "text" };
import golden29 from "./measurement.run.golden.json" with { type: "text" };
import golden30 from "./measurement.samples.golden.csv" with { type: "text" };
import golden31 from "./measurement.summary.golden.md" with { type: "text" };
import golden32 from "./not_restored.console.golden.txt" with { type: "text" };
import golden33 from "./not_restored.junit.golden.xml" with { type: "text" };
import golden34 from "./pass.attempts.golden.csv" with { type: "text" };
import golden35 from "./pass.console.golden.txt" with { type: "text" };
import golden36 from "./pass.ctrf.golden.json" with { type: "text" };
import golden37 from "./pass.github.golden.txt" with { type: "text" };
import golden38 from "./pass.junit.golden.xml" with { type: "text" };
import golden39 from "./pass.metrics.golden.prom" with { type: "text" };
import golden40 from "./pass.narration.golden.txt" with { type: "text" };
import golden41 from "./pass.ocsf.golden.ndjson" with { type: "text" };
import golden42 from "./pass.otlp.golden.json" with { type: "text" };
import golden43 from "./pass.report.golden.html" with { type: "text" };
import golden44 from "./pass.results.golden.tap" with { type: "text" };
import golden45 from "./pass.run.golden.json" with { type: "text" };
import golden46 from "./pass.summary.golden.md" with { type: "text" };

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
  "inconclusive.summary.golden.md": golden20,
  "interrupted.console.golden.txt": golden21,
  "interrupted.junit.golden.xml": golden22,
  "measurement.console.golden.txt": golden23,
  "measurement.junit.golden.xml": golden24,
  "measurement.measurements.golden.csv": golden25,
  "measurement.metrics.golden.prom": golden26,
  "measurement.otlp.golden.json": golden27,
  "measurement.report.golden.html": golden28,
  "measurement.run.golden.json": golden29,
  "measurement.samples.golden.csv": golden30,
  "measurement.summary.golden.md": golden31,
  "not_restored.console.golden.txt": golden32,
  "not_restored.junit.golden.xml": golden33,
  "pass.attempts.golden.csv": golden34,
  "pass.console.golden.txt": golden35,
  "pass.ctrf.golden.json": golden36,
  "pass.github.golden.txt": golden37,
  "pass.junit.golden.xml": golden38,
  "pass.metrics.golden.prom": golden39,
  "pass.narration.golden.txt": golden40,
  "pass.ocsf.golden.ndjson": golden41,
  "pass.otlp.golden.json": golden42,
  "pass.report.golden.html": golden43,
  "pass.results.golden.tap": golden44,
  "pass.run.golden.json": golden45,
  "pass.summary.golden.md": golden46,
};
