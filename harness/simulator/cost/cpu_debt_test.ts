import { assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import { CpuDebt } from "./cpu_debt.ts";
import { HeldMemory } from "./held_memory.ts";

const MIB = 1024 * 1024;

Deno.test("CpuDebt uses as much CPU time as was asked for", async () => {
  let usedMs = 0;
  // Every look at the clock finds two more milliseconds used.
  const debt = new CpuDebt(() => usedMs += 2);
  debt.add(30);
  await debt.pay();
  assertGreaterOrEqual(debt.paidMs, 30);
  // One look at the clock of the process too many, at the most twice.
  assertLess(debt.paidMs, 35);
  assertEquals(debt.droppedMs, 0);
});

Deno.test("CpuDebt drops what grows beyond three seconds and what is forgiven", async () => {
  const debt = new CpuDebt();
  debt.add(5000);
  assertEquals(debt.droppedMs, 2000);
  debt.forgive();
  await debt.pay();
  assertEquals([debt.droppedMs, debt.paidMs], [5000, 0]);
});

Deno.test("HeldMemory holds to the MiB, gives back, and keeps what leaked", () => {
  const memory = new HeldMemory();
  memory.hold(3.4 * MIB);
  memory.leak(1.9 * MIB);
  assertEquals(memory.bytes, 4 * MIB);
  memory.hold(0);
  memory.leak(2.1 * MIB);
  assertEquals(memory.bytes, 2 * MIB);
});
