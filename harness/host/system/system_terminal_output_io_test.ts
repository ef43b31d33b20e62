import { assertEquals } from "@std/assert";
import { SystemTerminal } from "./system_terminal.ts";

/** What arrives on standard output while each write is answered by the next of these: a count, or what it throws. */
function arriving(
  text: string,
  answers: readonly (number | Error)[],
  how: "write" | "writeFile" = "write",
): string {
  const real = Deno.stdout.writeSync;
  let arrived = "";
  let at = 0;
  Deno.stdout.writeSync = (bytes) => {
    const answer = answers[Math.min(at, answers.length - 1)] ?? bytes.length;
    at += 1;
    if (answer instanceof Error) throw answer;
    const part = bytes.subarray(0, answer);
    arrived += new TextDecoder().decode(part);
    return part.length;
  };
  try {
    new SystemTerminal()[how](text);
  } finally {
    Deno.stdout.writeSync = real;
  }
  return arrived;
}

Deno.test("SystemTerminal writes on after a reader was full for a while, and in as many parts as it takes", () => {
  const full = new Deno.errors.WouldBlock("Resource temporarily unavailable");
  assertEquals(arriving("verdict", [2, full, full, 1, full, 100]), "verdict");
});

Deno.test("SystemTerminal gives up on output that is gone, whatever the system calls it, and throws nothing", () => {
  for (
    const gone of [
      new Deno.errors.BrokenPipe("Broken pipe"),
      new Error("Input/output error (os error 5)"),
      new Error("No space left on device (os error 28)"),
      new Deno.errors.BadResource("Bad file descriptor"),
    ]
  ) assertEquals(arriving("verdict", [3, gone]), "ver", gone.message);
});

Deno.test("SystemTerminal waits for nobody once the run was interrupted", async () => {
  const terminal = new SystemTerminal();
  terminal.waitUntil(AbortSignal.abort());
  assertEquals(arriving("", []), "");
  await terminal.waitForEnter("");
});

Deno.test("SystemTerminal shows what a terminal would act on, and leaves a file that was asked for as it is", () => {
  const hostile = "\u001b[2J\u001b[1mBold\u001b[22m\u202e\r\n";
  assertEquals(arriving(hostile, []), "␛[2J\u001b[1mBold\u001b[22m<U+202E>\n");
  if (!Deno.stdout.isTerminal()) assertEquals(arriving(hostile, [], "writeFile"), hostile);
});
