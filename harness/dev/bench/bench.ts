// Measured speed: `deno task bench`. Prints a table and writes it as JSON to reports/out/bench.json. Limits stand
// beside the figures and decide nothing here: timed tests fail on busy machines for no reason of the code.
import { startDevice } from "../../testing/e2e/start_device.ts";
import { runBmverify } from "../../testing/e2e/run_bmverify.ts";
import { benchCheck, benchParseThreats, benchVersion } from "./bench_commands.ts";
import { benchComparisons } from "./bench_comparisons.ts";
import { benchListed } from "./bench_listed.ts";
import { benchProfileCommand } from "./bench_profile_command.ts";
import { benchProfiles } from "./bench_profiles.ts";
import { benchReports } from "./bench_reports.ts";
import { benchKillNoticed, benchVerify } from "./bench_waiting.ts";
import type { Figure } from "./figure.ts";

if (import.meta.main) await main();

async function main(): Promise<void> {
  const figures: Figure[] = [await benchVersion(), await benchParseThreats(), await benchKillNoticed()];
  {
    await using device = await startDevice("healthy-preview");
    figures.push(await benchCheck(device));
    figures.push(...await benchVerify(device));
  }
  figures.push(...await benchListed(), await benchDemo());
  figures.push(benchComparisons());
  figures.push(...await benchReports(), ...await benchProfiles(), ...await benchProfileCommand());
  await Deno.mkdir("reports/out", { recursive: true });
  await Deno.writeTextFile("reports/out/bench.json", `${JSON.stringify(figures, null, 2)}\n`);
  print(table(figures));
}

async function benchDemo(): Promise<Figure> {
  const startedMs = performance.now();
  const { code, stderr } = await runBmverify([
    "verify",
    "--device",
    "simulated:off-by-default",
    "--yes",
    "--quiet",
  ]);
  if (code !== 0) throw new Error(`The demo ended with ${code}: ${stderr}`);
  const seconds = (performance.now() - startedMs) / 1000;
  return { what: "the demo, without its words", value: seconds, unit: "s", limit: 30, note: "one run" };
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, limit, note }) => [
    what,
    `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`,
    `${limit} ${unit}`,
    note,
  ]);
  const all = [["what", "measured", "limit", "how"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd())
    .join("\n");
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}
