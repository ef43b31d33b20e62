// Holds the statistics of a measurement against generated data of known cost: `deno task calibrate --reports 1000
// --rounds 400 --seed 1`. Prints false claims, power, coverage, width and budgets, and exits 1 where a goal is missed.
import { parseArgs } from "@std/cli/parse-args";
import { budgetCases } from "./budget_cases.ts";
import { missedByBudgets, missedByNulls, missedByPower, outOfReach, percent } from "./goals.ts";
import { NOISES } from "./noises.ts";
import { type NullRow, nullRows } from "./null_reports.ts";
import { BLOCKS, EFFECTS, type PowerRow, powerRows } from "./power_rows.ts";

/** Why some widths cannot be had. 1.27 is the mean range of six normal values over the mean width of Student's interval. */
const OUT_OF_REACH = `Out of reach of any test by relabelling (goal of the width 1.15):
  With six blocks an arm there are 6³ = 216 labellings of three quads. A third of the orders are like A A B B, which no
  measurement has; where neighbours are alike (AR, random walk) or blocks drift these spread more: intervals become wider than
  needed, and hold the truth in more than 97 %.
  Between neighbours alone there are 2⁶ = 64: the level nearest below 5 % is 2/64, whose interval is the range of six
  differences, 1.27 times as wide as Student's whatever the statistic. Student's interval trusts that noise is normal.`;

if (import.meta.main) main();

function main(): void {
  const words = parseArgs(Deno.args, { string: ["reports", "rounds", "seed"] });
  const reports = Number(words.reports ?? 1000);
  const rounds = Number(words.rounds ?? 400);
  const seed = Number(words.seed ?? 1);
  if (![reports, rounds].every((one) => Number.isInteger(one) && one > 0) || !Number.isInteger(seed)) {
    print("Give whole numbers: --reports N --rounds N --seed N");
    Deno.exit(2);
  }
  print(`Null devices: ${reports} reports each, seed ${seed}; nothing differs, so every claim is false\n`);
  print("noise         reports with a claim   claims a report   measurements");
  const nulls = NOISES.flatMap((noise) => {
    const rows = nullRows(reports, seed, [noise]);
    rows.forEach((row) => print(nullLine(row)));
    return rows;
  });
  const effects = EFFECTS.map((added) => `+${added * 100} %`.padStart(7)).join("");
  print(
    `\nPower, coverage and width: ${rounds} rounds each, seed ${seed}, blocks in each arm ${
      BLOCKS.join(", ")
    }`,
  );
  print(
    "alone: p ≤ 0.05. of three: the first of three main measurements after Holm. unordered: rank sum of all blocks.\n",
  );
  print(
    `noise        blocks  alone${effects}  of three${effects}  unordered${effects}   coverage   width  of means`,
  );
  const power = NOISES.flatMap((noise) => {
    const rows = powerRows({ rounds, seed, noises: [noise] });
    rows.forEach((row) => print(powerLine(row)));
    return rows;
  });
  const budgets = budgetCases();
  print("\nBudgets on built cases");
  budgets.forEach(({ what, judged }) => print(`  ${what}: ${judged}`));
  const missed = [...missedByNulls(nulls), ...missedByPower(power, rounds), ...missedByBudgets(budgets)];
  const beyond = outOfReach(power);
  if (beyond.length > 0) print(`\n${OUT_OF_REACH}\n${beyond.map((one) => `  ${one}`).join("\n")}`);
  print(
    missed.length === 0
      ? "\nEvery goal within reach is met."
      : `\nMissed, beyond two standard errors of the counts above:\n${
        missed.map((one) => `  ${one}`).join("\n")
      }`,
  );
  if (missed.length > 0) Deno.exit(1);
}

function nullLine({ noise, reports, withClaim, claims, measurements }: NullRow): string {
  const share = `${withClaim} of ${reports} (${percent(withClaim / reports)})`;
  return `${noise.name.padEnd(13)} ${share.padEnd(22)} ${
    (claims / reports).toFixed(3).padEnd(17)
  } ${measurements}`;
}

function powerLine(row: PowerRow): string {
  const cells = (shares: readonly number[]) => shares.map((share) => percent(share).padStart(7)).join("");
  return `${row.noise.name.padEnd(13)}${String(row.blocksPerArm).padStart(5)}       ${
    cells(row.power)
  }          ${cells(row.powerOfThree)}           ${cells(row.powerUnordered)}   ${
    percent(row.coverage).padStart(8)
  }   ${row.width.toFixed(2)}   ${row.reachable?.toFixed(2) ?? "-"}`;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}
