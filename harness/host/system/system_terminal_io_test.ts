// Answers as somebody types them, through a pipe to a process of its own.
import { assertEquals } from "@std/assert";

const TERMINAL = new URL("./system_terminal.ts", import.meta.url).href;

/** What a program with a terminal prints when this is typed to it; null: nothing is, and the input stays open. */
async function typed(text: string | null, program: string): Promise<string> {
  const code = `import { SystemTerminal } from ${JSON.stringify(TERMINAL)};
    const terminal = new SystemTerminal();
    ${program}
    Deno.exit(0);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", "--no-lock", code],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.output();
  const writer = child.stdin.getWriter();
  if (text !== null) {
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
  }
  const { stdout } = await output;
  if (text === null) await writer.close();
  return new TextDecoder().decode(stdout);
}

const AGAIN = "Type y or n, then Enter: ";
const ASK = 'console.log(await terminal.confirm("Agreed?"));';

Deno.test("a line is an answer, and an Enter behind it answers nothing else", async () => {
  const program = `${ASK} await terminal.waitForEnter("Go on"); ${ASK}`;
  assertEquals(await typed("y\n\nNo\n", program), "Agreed? [y/n] true\nGo onAgreed? [y/n] false\n");
});

Deno.test("an empty answer, and one that is neither, asks again; the end of the input is a no", async () => {
  assertEquals(await typed("\n  \nmaybe\n YES \n", ASK), `Agreed? [y/n] ${AGAIN.repeat(3)}true\n`);
  assertEquals(await typed("\ny", ASK), `Agreed? [y/n] ${AGAIN}\nfalse\n`);
});

Deno.test("an abort ends the question with a no", async () => {
  const program = `terminal.waitUntil(AbortSignal.timeout(1)); ${ASK}`;
  assertEquals(await typed(null, program), "Agreed? [y/n] \nfalse\n");
});

Deno.test("a live line that is to be told aloud breaks a silence in a pipe, and no other line is drawn there", async () => {
  const wait = "await new Promise((resolve) => setTimeout(resolve, 4000));";
  const aloud = `const line = terminal.startLiveLine(() => "waiting", true); ${wait} line.finish();`;
  const said = await typed(null, `${aloud} terminal.write("done\\n");`);
  assertEquals(said.replace(/^(?: {2}\.\.\. waiting\n)+/, ""), "done\n");
  assertEquals(said.startsWith("  ... waiting\n"), true);
  assertEquals(
    await typed(null, 'terminal.startLiveLine(() => "waiting").finish(); terminal.write("done\\n");'),
    "done\n",
  );
});
