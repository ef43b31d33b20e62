// A small slice of `deno task calibrate`; the whole table is for that task.
import { assert, assertEquals } from "@std/assert";
import { budgetCases } from "./budget_cases.ts";
import { missedByBudgets, missedByNulls, missedByPower, outOfReach } from "./goals.ts";
import { NOISES } from "./noises.ts";
import { nullRows } from "./null_reports.ts";
import { powerRows } from "./power_rows.ts";

const [iid, correlated] = NOISES;

Deno.test("null reports claim something no more often than one in twenty, in every noise", () => {
  const rows = nullRows(5, 3);
  assertEquals(rows.map(({ noise: { name } }) => name).length, NOISES.length);
  assertEquals(missedByNulls(rows), []);
  assert(rows.every(({ measurements }) => measurements > 30));
});

Deno.test("power and coverage meet their goals on independent and on correlated blocks", () => {
  assert(iid !== undefined && correlated !== undefined);
  const rounds = 40;
  const rows = powerRows({ rounds, seed: 3, noises: [iid, correlated], blocks: [6, 12] });
  assertEquals(missedByPower(rows, rounds), []);
});

Deno.test("budgets on built cases are judged right", () => {
  assertEquals(missedByBudgets(budgetCases()), []);
});

Deno.test("a goal that is missed is named", () => {
  const [row] = powerRows({ rounds: 2, seed: 1, noises: NOISES.slice(0, 1), blocks: [6] });
  const [none] = nullRows(1, 1, NOISES.slice(0, 1));
  assert(row !== undefined && none !== undefined);
  assertEquals(
    missedByPower([{ ...row, power: [0, 0, 0], coverage: 0.5, width: 2, widthError: 0.01 }], 400).length,
    3,
  );
  // What even the means do not reach is no goal, what they reach is; and ours must come near to them.
  const wide = { ...row, power: [1, 1, 1], coverage: 0.95, width: 1.2, widthError: 0.01 };
  assertEquals(missedByPower([{ ...wide, reachable: 1.18 }], 400), []);
  assertEquals(outOfReach([{ ...wide, reachable: 1.18 }]).length, 1);
  for (const reachable of [null, 1.05]) {
    assertEquals(missedByPower([{ ...wide, reachable }], 400).length, 1);
    assertEquals(outOfReach([{ ...wide, reachable }]), []);
  }
  assertEquals(missedByPower([{ ...wide, width: 1.4, reachable: 1.18 }], 400).length, 1);
  assertEquals(missedByNulls([{ ...none, reports: 1000, withClaim: 80 }]).length, 1);
  assertEquals(missedByBudgets([{ what: "peak", right: "met", judged: "exceeded" }]).length, 1);
});
