// All golden files as text. Written by harness/dev/write_goldens.ts; do not edit.
import golden0 from "./fail.console.golden.txt" with { type: "text" };
import golden1 from "./fail.junit.golden.xml" with { type: "text" };
import golden2 from "./flaky.console.golden.txt" with { type: "text" };
import golden3 from "./flaky.junit.golden.xml" with { type: "text" };
import golden4 from "./hostile.console.golden.txt" with { type: "text" };
import golden5 from "./hostile.junit.golden.xml" with { type: "text" };
import golden6 from "./hostile.run.golden.json" with { type: "text" };
import golden7 from "./inconclusive.console.golden.txt" with { type: "text" };
import golden8 from "./inconclusive.junit.golden.xml" with { type: "text" };
import golden9 from "./interrupted.console.golden.txt" with { type: "text" };
import golden10 from "./interrupted.junit.golden.xml" with { type: "text" };
import golden11 from "./not_restored.console.golden.txt" with { type: "text" };
import golden12 from "./not_restored.junit.golden.xml" with { type: "text" };
import golden13 from "./pass.console.golden.txt" with { type: "text" };
import golden14 from "./pass.junit.golden.xml" with { type: "text" };
import golden15 from "./pass.narration.golden.txt" with { type: "text" };
import golden16 from "./pass.run.golden.json" with { type: "text" };

/** Text of each golden file by its name. */
export const GOLDEN_TEXTS: Readonly<Record<string, string>> = {
  "fail.console.golden.txt": golden0,
  "fail.junit.golden.xml": golden1,
  "flaky.console.golden.txt": golden2,
  "flaky.junit.golden.xml": golden3,
  "hostile.console.golden.txt": golden4,
  "hostile.junit.golden.xml": golden5,
  "hostile.run.golden.json": golden6,
  "inconclusive.console.golden.txt": golden7,
  "inconclusive.junit.golden.xml": golden8,
  "interrupted.console.golden.txt": golden9,
  "interrupted.junit.golden.xml": golden10,
  "not_restored.console.golden.txt": golden11,
  "not_restored.junit.golden.xml": golden12,
  "pass.console.golden.txt": golden13,
  "pass.junit.golden.xml": golden14,
  "pass.narration.golden.txt": golden15,
  "pass.run.golden.json": golden16,
};
