// Measured speed: `deno task bench`. Prints a table and writes it as JSON to reports/out/bench.json. Limits stand
// beside the figures and decide nothing here: timed tests fail on busy machines for no reason of the code.
import { startDevice } from "../../testing/e2e/start_device.ts";
import { benchComparisons } from "./bench_comparisons.ts";
import { benchLargeFile } from "./bench_large_file.ts";
import { benchManyAttempts } from "./bench_many_attempts.ts";
import { benchParse } from "./bench_parse.ts";
import { benchListed } from "./bench_listed.ts";
import { benchProfileCommand } from "./bench_profile_command.ts";
import { benchProfiles } from "./bench_profiles.ts";
import { benchCheck, benchQuestion } from "./bench_questions.ts";
import { benchReports } from "./bench_reports.ts";
import { benchStart } from "./bench_start.ts";
import { benchDefaultRun, benchKillNoticed, benchVerify } from "./bench_waiting.ts";
import { describeBeside, type Figure, shortly } from "./figure.ts";

if (import.meta.main) await main();

async function main(): Promise<void> {
  // First, before this process has grown: a process that it starts costs by its size.
  const figures: Figure[] = [await benchQuestion(), ...await benchStart(), await benchKillNoticed()];
  {
    await using device = await startDevice("healthy-preview");
    figures.push(await benchCheck(device), ...await benchVerify(device), ...await benchDefaultRun(device));
  }
  figures.push(...await benchParse(), ...await benchManyAttempts(), ...await benchLargeFile());
  figures.push(...await benchListed());
  figures.push(benchComparisons());
  figures.push(...await benchReports(), ...await benchProfiles(), ...await benchProfileCommand());
  await Deno.mkdir("reports/out", { recursive: true });
  await Deno.writeTextFile("reports/out/bench.json", `${JSON.stringify(figures, null, 2)}\n`);
  print(table(figures));
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, value, unit, limit, note } = figure;
    const beside = describeBeside(figure);
    return [
      what,
      `${shortly(value)} ${unit}`,
      `${shortly(limit)} ${unit}`,
      value <= limit ? "met" : "MISSED",
      `${note}${beside === "" ? "" : `; ${beside}`}`,
    ];
  });
  const all = [["what", "measured", "goal", "", "how, and beside what"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd())
    .join("\n");
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}
