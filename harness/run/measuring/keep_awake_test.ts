import { assertEquals, assertStringIncludes } from "@std/assert";
import type { ProgramHolder } from "../../ports/program_holder.ts";
import { keepAwake } from "./keep_awake.ts";

const MAC = { hostPlatform: "darwin", ownPid: 123 } as const;

function holding(isRunning: boolean): { readonly holder: ProgramHolder; readonly said: string[] } {
  const said: string[] = [];
  const hold: ProgramHolder["hold"] = (argv) => {
    said.push(argv.join(" "));
    return { isRunning: () => isRunning, end: () => Promise.resolve(void said.push("ended")) };
  };
  return { holder: { hold }, said };
}

Deno.test("keepAwake() holds a Mac awake as long as our process runs, and lets go of it", async () => {
  const { holder, said } = holding(true);
  const end = keepAwake(holder, MAC);
  assertEquals(said, ["/usr/bin/caffeinate -i -w 123"]);
  assertEquals(await end(), { by: "/usr/bin/caffeinate -i -w 123", note: null });
  assertEquals(said.at(-1), "ended");
});

Deno.test("keepAwake() believes nothing kept awake that had ended before", async () => {
  const { by, note } = await keepAwake(holding(false).holder, MAC)();
  assertEquals(by, null);
  assertStringIncludes(note ?? "", "ended before the measurement did");
});

Deno.test("keepAwake() says on a Mac that nothing could, and on Linux, where that is ordinary, only knows it", async () => {
  const hold = () => {
    throw new Error("not found");
  };
  assertStringIncludes((await keepAwake({ hold }, MAC)()).note ?? "", "not found");
  assertEquals(await keepAwake({ hold }, { ...MAC, hostPlatform: "linux" })(), { by: null, note: null });
});
