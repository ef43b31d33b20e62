// `restore` and what leads to it, on a stand-in agent that answers at once: what is said is what is known.
import { assertEquals, assertStringIncludes } from "@std/assert";
import { runCommandLine } from "../../cli/run_command_line.ts";
import { createHost } from "../../host/create_host.ts";
import type { Host } from "../../ports/host.ts";
import { type Ended, endOf, MAIN, makeScratch, type Scratch } from "./run_bmverify.ts";
import { installStandIn, type StandIn } from "./stand_in_device.ts";

interface Place extends Scratch {
  readonly agent: StandIn;
  /** Lock and journal of the agent. */
  readonly home: string;
}

/** Everything of it is gone after, what lies in the place of the machine too. */
async function withAgent(setting: string, test: (place: Place) => Promise<void>): Promise<void> {
  await using scratch = await makeScratch();
  const agent = await installStandIn(scratch, setting);
  const state = await createHost().deviceState(scratch.state, agent.agentPath);
  try {
    await test({ ...scratch, agent, home: state.home });
  } finally {
    await state.discard();
  }
}

/** What a command line in this process left behind, and what it took. */
interface EndedHere extends Ended {
  /** Programs that it started, the agent among them. */
  readonly started: number;
  /** How long it waited on purpose. */
  readonly sleptMs: number;
}

/** In this process, so that it costs no start of the runtime. */
async function bmverify(...words: readonly string[]): Promise<EndedHere> {
  let [stdout, stderr] = ["", ""];
  let [started, sleptMs] = [0, 0];
  const machine = createHost();
  const host: Host = {
    ...machine,
    commandRunner: {
      run: (command) => {
        started += 1;
        return machine.commandRunner.run(command);
      },
    },
    clock: {
      now: () => machine.clock.now(),
      utcOffsetMinutes: () => machine.clock.utcOffsetMinutes(),
      monotonicMs: () => machine.clock.monotonicMs(),
      sleep: (durationMs, signal) => {
        sleptMs += durationMs;
        return machine.clock.sleep(durationMs, signal);
      },
    },
  };
  const terminal = {
    ...host.terminal,
    write: (text: string) => void (stdout += text),
    writeError: (text: string) => void (stderr += text),
  };
  const code = await runCommandLine(words, {
    loadHost: () => Promise.resolve({ ...host, terminal }),
    writeError: terminal.writeError,
  });
  return { code, stdout, stderr, started, sleptMs };
}

/** In a process of its own: the working folder of this one is that of all tests beside this one. */
async function bmverifyIn(cwd: string, words: readonly string[]): Promise<Ended> {
  const args = [...words];
  return await endOf(
    new Deno.Command(MAIN, { args, cwd, stdin: "null", stdout: "piped", stderr: "piped" }).spawn(),
  );
}

/** Words of a command that was printed, as a shell takes them. */
function wordsOf(command: string): readonly string[] {
  return command.replace(/^.*?bmverify /, "").trim().split(" ");
}

Deno.test("enable and disable print the command that undoes them, in whatever folder it is typed", async () => {
  await withAgent("disabled", async ({ agent, state, folder }) => {
    const place = ["--mdatp", "agent/mdatp", "--platform", "darwin", "--state", "state"];
    const { code, stdout, stderr } = await bmverifyIn(folder, ["enable", ...place]);
    assertEquals([code, await agent.setting()], [0, "enabled"], stderr);
    const undo = /Undo with: (.*)$/m.exec(stdout)?.[1] ?? "";
    assertEquals(undo, `bmverify restore --mdatp ${agent.agentPath} --state ${state}`);
    assertEquals([(await bmverifyIn("/", wordsOf(undo))).code, await agent.setting()], [0, "disabled"]);
  });
});

Deno.test("restore says that a state folder is not there, and not that nothing is left", async () => {
  const { code, stdout, stderr } = await bmverify("restore", "--state", "/nowhere/at/all");
  assertEquals([code, stdout], [2, ""]);
  assertStringIncludes(stderr, "[state/not-found]");
});

Deno.test("restore of an agent that is gone waits for nothing, and forgets what it is told to give up", async () => {
  await withAgent("disabled", async ({ agent, state, folder }) => {
    const place = ["--mdatp", agent.agentPath, "--state", state];
    assertEquals((await bmverify("enable", ...place, "--platform", "darwin")).code, 0);
    await Deno.rename(`${folder}/agent`, `${folder}/away`);
    const gone = await bmverify("restore", ...place);
    // Nothing that would be asked could answer.
    assertEquals([gone.code, gone.started, gone.sleptMs], [5, 0, 0]);
    assertStringIncludes(
      gone.stdout,
      'Cannot put "behavior-monitoring" back to "disabled": the agent is gone',
    );
    const forget = /run "(bmverify restore [^"]*--forget [^"]+)"/.exec(gone.stderr)?.[1] ?? "";
    assertEquals((await bmverify("restore", ...place, "--forget", "another-run")).code, 2);
    const forgotten = await bmverify(...wordsOf(forget));
    assertEquals(forgotten.code, 0, forgotten.stderr);
    assertStringIncludes(forgotten.stdout, "Forgot, without undoing it");
    assertStringIncludes((await bmverify("restore", "--state", state)).stdout, "Nothing is left to restore");
    await Deno.rename(`${folder}/away`, `${folder}/agent`);
    assertEquals(await agent.setting(), "enabled");
  });
});

Deno.test({
  name:
    "restore starts no agent that somebody else could have replaced, unless it is named again (needs root)",
  ignore: Deno.uid() !== 0,
  fn: () =>
    withAgent("disabled", async ({ agent, state, folder }) => {
      const place = ["--mdatp", agent.agentPath, "--state", state];
      assertEquals((await bmverify("enable", ...place, "--platform", "darwin")).code, 0);
      await Deno.chown(`${folder}/agent`, 61_234, 61_234);
      await Deno.rename(agent.agentPath, `${folder}/agent/kept`);
      await Deno.writeTextFile(agent.agentPath, `#!/bin/sh\ntouch ${folder}/started\n`, { mode: 0o755 });
      const refused = await bmverify("restore", "--state", state);
      assertEquals([refused.code, refused.stdout], [5, ""]);
      assertStringIncludes(refused.stderr, "belongs to another user (61234)");
      assertEquals(await Deno.lstat(`${folder}/started`).catch(() => null), null);
      await Deno.rename(`${folder}/agent/kept`, agent.agentPath);
      assertEquals([(await bmverify("restore", ...place)).code, await agent.setting()], [0, "disabled"]);
    }),
});

Deno.test("restore undoes nothing by a journal that it does not understand whole, and never says that nothing is left", async () => {
  await withAgent("disabled", async ({ agent, home, state }) => {
    const place = ["--mdatp", agent.agentPath, "--state", state];
    assertEquals((await bmverify("enable", ...place, "--platform", "darwin")).code, 0);
    const journal = `${home}/kept.ndjson`;
    const good = await Deno.readTextFile(journal);
    for (
      const [bad, why] of [
        [`${good}null\n`, "is no entry"],
        [good.replace('"version":1', '"version":2'), "is of version 2"],
        [good.replace('"kind":"setting"', '"kind":"certificate"'), "holds an intent"],
        [good.replace('"kind":"open"', '"kind":"undo"'), "is of a kind"],
        [good.replace(agent.agentPath, "/bin/sh"), "names another agent"],
        ["\u0000\u0000\u0000\n", "is no JSON"],
      ] as const
    ) {
      await Deno.writeTextFile(journal, bad);
      for (const words of [place, ["--state", state]]) {
        const { code, stdout, stderr } = await bmverify("restore", ...words);
        assertEquals([code, stdout], [5, ""], stderr);
        assertStringIncludes(stderr, why);
        assertStringIncludes(stderr, "It is not known what is left to undo");
      }
    }
    const json = JSON.parse((await bmverify("restore", ...place, "--json")).stdout);
    assertEquals([json.devices, json.problems.map(({ code }: { code: string }) => code)], [[], [
      "state/unreadable",
    ]]);
    await Deno.writeTextFile(journal, `${good}{"kind":"cl`);
    const torn = await bmverify("restore", ...place);
    assertEquals([torn.code, await agent.setting()], [0, "disabled"], torn.stderr);
    assertStringIncludes(torn.stderr, "was cut short by a crash");
  });
});
