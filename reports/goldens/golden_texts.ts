// All golden files as text. Written by harness/dev/write_goldens.ts; do not edit.
import golden0 from "./fail.console.golden.txt" with { type: "text" };
import golden1 from "./fail.junit.golden.xml" with { type: "text" };
import golden2 from "./flaky.console.golden.txt" with { type: "text" };
import golden3 from "./flaky.junit.golden.xml" with { type: "text" };
import golden4 from "./flaky.report.golden.html" with { type: "text" };
import golden5 from "./hostile.console.golden.txt" with { type: "text" };
import golden6 from "./hostile.junit.golden.xml" with { type: "text" };
import golden7 from "./hostile.report.golden.html" with { type: "text" };
import golden8 from "./hostile.run.golden.json" with { type: "text" };
import golden9 from "./inconclusive.console.golden.txt" with { type: "text" };
import golden10 from "./inconclusive.junit.golden.xml" with { type: "text" };
import golden11 from "./inconclusive.report.golden.html" with { type: "text" };
import golden12 from "./interrupted.console.golden.txt" with { type: "text" };
import golden13 from "./interrupted.junit.golden.xml" with { type: "text" };
import golden14 from "./not_restored.console.golden.txt" with { type: "text" };
import golden15 from "./not_restored.junit.golden.xml" with { type: "text" };
import golden16 from "./pass.console.golden.txt" with { type: "text" };
import golden17 from "./pass.junit.golden.xml" with { type: "text" };
import golden18 from "./pass.narration.golden.txt" with { type: "text" };
import golden19 from "./pass.report.golden.html" with { type: "text" };
import golden20 from "./pass.run.golden.json" with { type: "text" };

/** Text of each golden file by its name. */
export const GOLDEN_TEXTS: Readonly<Record<string, string>> = {
  "fail.console.golden.txt": golden0,
  "fail.junit.golden.xml": golden1,
  "flaky.console.golden.txt": golden2,
  "flaky.junit.golden.xml": golden3,
  "flaky.report.golden.html": golden4,
  "hostile.console.golden.txt": golden5,
  "hostile.junit.golden.xml": golden6,
  "hostile.report.golden.html": golden7,
  "hostile.run.golden.json": golden8,
  "inconclusive.console.golden.txt": golden9,
  "inconclusive.junit.golden.xml": golden10,
  "inconclusive.report.golden.html": golden11,
  "interrupted.console.golden.txt": golden12,
  "interrupted.junit.golden.xml": golden13,
  "not_restored.console.golden.txt": golden14,
  "not_restored.junit.golden.xml": golden15,
  "pass.console.golden.txt": golden16,
  "pass.junit.golden.xml": golden17,
  "pass.narration.golden.txt": golden18,
  "pass.report.golden.html": golden19,
  "pass.run.golden.json": golden20,
};
