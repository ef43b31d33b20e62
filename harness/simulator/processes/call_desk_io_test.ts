// Calls through the real script and a core of its own process.
import { assert, assertEquals } from "@std/assert";
import { commandLine } from "../device/program_start.ts";
import { firstLine } from "./handshake.ts";

interface Desk extends AsyncDisposable {
  readonly core: Deno.ChildProcess;
  /** Stands for ROOT/bin/mdatp. */
  readonly script: string;
  start(...words: string[]): Deno.ChildProcess;
  ask(...words: string[]): Promise<{ code: number; text: string }>;
  /** Names in the folder of the calls. */
  names(): Promise<readonly string[]>;
}

async function openDesk(): Promise<Desk> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify it's a, b $x" });
  const [calls, script] = [`${folder}/calls`, `${folder}/mdatp`];
  await Deno.writeTextFile(script, commandLine(calls), { mode: 0o700 });
  const core = new Deno.Command(Deno.execPath(), {
    args: [
      ...[
        "run",
        "--quiet",
        "--no-prompt",
        "--no-lock",
        "--no-check",
        "--allow-read",
        "--allow-write",
        "--allow-run",
      ],
      decodeURIComponent(new URL("../testing/echo_desk_program.ts", import.meta.url).pathname),
      calls,
    ],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  assertEquals(await firstLine(core.stdout), "ready");
  const start = (...words: string[]): Deno.ChildProcess =>
    new Deno.Command(script, { args: words, stdin: "null", stdout: "piped", stderr: "piped" }).spawn();
  return {
    core,
    script,
    start,
    async ask(...words) {
      const { code, stdout, stderr } = await start(...words).output();
      assertEquals(new TextDecoder().decode(stderr), "");
      return { code, text: new TextDecoder().decode(stdout) };
    },
    names: async () => (await Array.fromAsync(Deno.readDir(calls))).map(({ name }) => name),
    async [Symbol.asyncDispose]() {
      await core.stdin.close();
      await core.stdout.cancel();
      await core.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 60_000;
  while (!await holds()) {
    assert(performance.now() < endMs, "Waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What is there when nobody asks anything. */
function isTidy(names: readonly string[]): boolean {
  return names.every((name) => name === "asked" || /^\d+\.call$/.test(name)) && names.length > 8;
}

Deno.test("A call brings all words over as they are, and output and exit code back", async () => {
  await using desk = await openDesk();
  const odd = ["", "a  b", "it's", '"$HOME"', "-n", "two\nlines", "%s\\0", "ä", "--"];
  assertEquals(await desk.ask(...odd), { code: odd.length, text: JSON.stringify(odd) });
  assertEquals(await desk.ask(), { code: 0, text: "[]" });
  // What macOS has for a shell.
  const { code, stdout } = await new Deno.Command("/bin/bash", { args: ["--posix", desk.script, ...odd] })
    .output();
  assertEquals([code, new TextDecoder().decode(stdout)], [odd.length, JSON.stringify(odd)]);
  assertEquals((await desk.ask("long", "300000")).text.length, 300_000);
  assertEquals(await desk.ask("long", "0"), { code: 2, text: "" });
  await eventually(async () => isTidy(await desk.names()));
});

Deno.test("More calls at once than were made ahead each get their own answer", async () => {
  await using desk = await openDesk();
  const asked = Array.from({ length: 24 }, (_, number) => String(number));
  const answers = await Promise.all(asked.map((word) => desk.ask(word)));
  assertEquals(answers, asked.map((word) => ({ code: 1, text: JSON.stringify([word]) })));
  await eventually(async () => isTidy(await desk.names()));
});

Deno.test("Callers that wait or are killed hold up nobody, and a core that is killed ends those that wait", async () => {
  await using desk = await openDesk();
  // More than were made ahead: none of them gives its call back.
  const waiting = Array.from({ length: 20 }, () => desk.start("never"));
  await eventually(async () => (await desk.names()).filter((name) => name.endsWith(".words")).length === 20);
  const [killed, ...left] = waiting;
  killed?.kill("SIGKILL");
  await killed?.output();
  const slow = desk.start("long", "300000");
  const reader = slow.stdout.getReader();
  await reader.read();
  slow.kill("SIGKILL");
  await Promise.all([reader.cancel(), slow.stderr.cancel(), slow.status]);
  assertEquals(await desk.ask("still"), { code: 1, text: '["still"]' });
  desk.core.kill("SIGKILL");
  const ended = await Promise.all(left.map((caller) => caller.output()));
  assertEquals(ended.map(({ code, stdout }) => [code, stdout.length]), left.map(() => [1, 0]));
  // Each gives its call to the next.
  for (let again = 0; again < 30; again++) assertEquals(await desk.ask("gone"), { code: 1, text: "" });
});
