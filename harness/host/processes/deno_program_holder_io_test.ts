import { assertEquals, assertThrows } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { denoProgramHolder } from "./deno_program_holder.ts";

Deno.test("denoProgramHolder runs a program until it is ended, with all that it started", async () => {
  const held = denoProgramHolder.hold(["/bin/sh", "-c", "sleep 600 & wait"]);
  assertEquals(held.isRunning(), true);
  await held.end();
  assertEquals(held.isRunning(), false);
  await held.end();
});

Deno.test("denoProgramHolder says of a program that is not there that it was not started", () => {
  const error = assertThrows(() => denoProgramHolder.hold(["/no/such/program"]), HarnessError);
  assertEquals(error.code, "command/not-started");
});
