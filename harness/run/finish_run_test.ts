import { assertEquals } from "@std/assert";
import { EXIT_CODE } from "../model/exit_code.ts";
import { HarnessError } from "../model/harness_error.ts";
import type { RestoreRecord } from "../model/record/run_record.ts";
import { type ClosingStep, finishRun } from "./finish_run.ts";

const FULL = () => {
  throw new HarnessError("output/not-writable", "Cannot write", { hint: "Check the free space" });
};

async function finish(
  { exitCode = 0, status = "restored", steps, writeError }: {
    readonly exitCode?: number;
    readonly status?: RestoreRecord["status"];
    readonly steps: readonly ClosingStep[];
    readonly writeError?: (text: string) => void;
  },
): Promise<{ readonly code: number; readonly said: readonly string[] }> {
  const said: string[] = [];
  const terminal = {
    write: () => {},
    writeFile: () => {},
    writeError: writeError ?? ((text: string) => void said.push(text)),
    confirm: () => Promise.resolve(false),
    waitForEnter: () => Promise.resolve(),
    startLiveLine: () => ({ finish: () => {} }),
  };
  const restored = { status, detail: status === "failed" ? "Cannot put it back" : "" };
  return {
    code: await finishRun({
      host: { terminal },
      record: { exitCode, device: { chosenBy: {} } },
      restored,
      steps,
    }),
    said,
  };
}

Deno.test("finishRun() gives the exit code of the record when all went well", async () => {
  for (const exitCode of [0, 1, 3, 130]) {
    assertEquals((await finish({ exitCode, steps: [() => 0, () => {}] })).code, exitCode);
  }
});

Deno.test("finishRun() exits 4 when a report failed on a pass, and hides no fail by it", async () => {
  assertEquals((await finish({ steps: [() => 1] })).code, EXIT_CODE.internal);
  assertEquals((await finish({ steps: [FULL] })).code, EXIT_CODE.internal);
  assertEquals((await finish({ exitCode: 1, steps: [FULL] })).code, EXIT_CODE.fail);
});

Deno.test("finishRun() exits 5 when the device was not restored, whatever else fails", async () => {
  for (const steps of [[], [FULL], [() => Promise.reject(new Error("no link"))]]) {
    assertEquals((await finish({ status: "failed", exitCode: 5, steps })).code, EXIT_CODE.notRestored);
  }
});

Deno.test("finishRun() tells a device that was not restored apart from all reports, and what to do", async () => {
  const { said } = await finish({ status: "failed", exitCode: 5, steps: [] });
  assertEquals(said, [
    'bmverify: The device may not be as it was found. Cannot put it back. Run "bmverify restore" [restore/failed]\n',
  ]);
  assertEquals((await finish({ steps: [] })).said, []);
});

Deno.test("finishRun() does every step, says what failed, and goes on without a terminal", async () => {
  const done: string[] = [];
  const steps = [FULL, () => void done.push("reports"), FULL, () => void done.push("checksums")];
  const { said } = await finish({ steps });
  assertEquals([done, said.length], [["reports", "checksums"], 2]);
  assertEquals(said[0], "bmverify: Cannot write. Check the free space [output/not-writable]\n");
  const gone = () => {
    throw new Error("gone");
  };
  assertEquals((await finish({ steps, writeError: gone })).code, EXIT_CODE.internal);
});
