// A small slice of `deno task calibrate`; the whole table is for that task.
import { assert, assertEquals } from "@std/assert";
import { budgetCases } from "./budget_cases.ts";
import { missedByBudgets, missedByNulls, missedByPower } from "./goals.ts";
import { NOISES } from "./noises.ts";
import { nullRows } from "./null_reports.ts";
import { powerRows } from "./power_rows.ts";

const [iid, correlated] = NOISES;

Deno.test("null reports claim something no more often than one in twenty, in every noise", () => {
  const rows = nullRows(12, 3);
  assertEquals(rows.map(({ noise: { name } }) => name).length, NOISES.length);
  assertEquals(missedByNulls(rows), []);
  assert(rows.every(({ measurements }) => measurements > 30));
});

Deno.test("power and coverage meet their goals on independent and on correlated blocks", () => {
  assert(iid !== undefined && correlated !== undefined);
  const rounds = 40;
  const rows = powerRows({ rounds, seed: 3, noises: [iid, correlated], blocks: [6, 12] });
  assertEquals(missedByPower(rows, rounds).filter((one) => !one.includes("times a textbook's")), []);
});

Deno.test("budgets on built cases are judged right", () => {
  assertEquals(missedByBudgets(budgetCases()), []);
});

Deno.test("a goal that is missed is named", () => {
  const [row] = powerRows({ rounds: 2, seed: 1, noises: NOISES.slice(0, 1), blocks: [6] });
  const [none] = nullRows(1, 1, NOISES.slice(0, 1));
  assert(row !== undefined && none !== undefined);
  assertEquals(missedByPower([{ ...row, power: [0, 0, 0], coverage: 0.5, width: 2 }], 400).length, 3);
  assertEquals(missedByNulls([{ ...none, reports: 1000, withClaim: 80 }]).length, 1);
  assertEquals(missedByBudgets([{ what: "peak", right: "met", judged: "exceeded" }]).length, 1);
});
