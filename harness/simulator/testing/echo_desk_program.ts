// A core that does nothing but answer: with the words it was asked, and an exit code that is their number. `never` gets no
// answer, `long N` that many letters. For the tests of how calls get through.
import { CallDesk } from "../processes/call_desk.ts";
import { READY_LINE } from "../processes/handshake.ts";
import { untilParentEnds } from "../processes/end_with_parent.ts";

async function echo(words: readonly string[]): Promise<{ stdout: string; exitCode: number }> {
  if (words[0] === "never") return await new Promise(() => {});
  const stdout = words[0] === "long" ? "x".repeat(Number(words[1])) : JSON.stringify(words);
  return { stdout, exitCode: words.length };
}

if (import.meta.main) {
  await new CallDesk(Deno.args[0] ?? "", echo).open();
  untilParentEnds().then(() => Deno.exit(0));
  Deno.stdout.writeSync(new TextEncoder().encode(READY_LINE));
}
