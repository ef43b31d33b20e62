import { TEST_FILE_PIECES } from "../../../scenarios/antivirus/test_file_pieces.ts";
import { assert, assertEquals } from "@std/assert";
import { isTestContent } from "./test_file_guard.ts";

Deno.test("isTestContent() knows the test file with white space behind it, and nothing else", () => {
  const whole = TEST_FILE_PIECES.join("");
  assertEquals(whole.length, 68);
  assert(isTestContent(whole));
  assert(isTestContent(`${whole} \r\n`));
  assert(!isTestContent(`${whole}x`));
  assert(!isTestContent(` ${whole}`));
  assert(!isTestContent(`${whole}${" ".repeat(61)}`));
});
