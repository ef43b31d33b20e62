// Signals of others, numbers of processes that are given away anew, and surroundings made to lead root astray.
import { setImmediate } from "node:timers";
import { DEMONSTRATION_FILES } from "../../../scenarios/behavior_monitoring/demonstration.ts";
import { GuardedTriggerFiles } from "../../host/files/guarded_trigger_files.ts";
import { killProcessGroup } from "../../host/processes/process_group.ts";
import { installStandIn } from "../../testing/e2e/stand_in_device.ts";
import { type Arena, besides } from "./arena.ts";
import type { Attack } from "./attack.ts";

const onSignals: Attack = {
  classOf: 5,
  name: "signals of the second user to root's run",
  run: async (arena) => {
    await arena.clear();
    const rival = arena.rival(
      `for my $s (1, 2, 3, 9, 15, 19, 20) { $n++; if (kill $s, ${Deno.pid}) { open(my $mark, ">", "$theirs/hit"); } }`,
    );
    const tries = await besides(rival, 1000, () => new Promise((resolve) => setImmediate(resolve)));
    const hit = await Deno.lstat(`${arena.theirs}/hit`).then(() => 1, () => 0);
    return { tries, successes: hit, seen: "a signal that is let through" };
  },
};

const onNumbers: Attack = {
  classOf: 8,
  name: "the number of a leader that has ended, given to a process of somebody else",
  run: async (arena) => {
    let [tries, successes] = [0, 0];
    for (let time = 0; time < 60 * arena.scale; time += 1) {
      const leader = new Deno.Command("true", { detached: true }).spawn();
      await leader.status;
      await Deno.writeTextFile("/proc/sys/kernel/ns_last_pid", String(leader.pid - 1)).catch(() => undefined);
      const somebody = new Deno.Command("setsid", { args: ["sleep", "60"], stdout: "null" }).spawn();
      if (somebody.pid === leader.pid) {
        tries += 1;
        killProcessGroup({ pid: leader.pid, hasEnded: true, seenMs: 0, ages: null });
        const isKilled = await Promise.race([
          somebody.status.then(() => true),
          new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20)),
        ]);
        if (isKilled) successes += 1;
      }
      try {
        somebody.kill("SIGKILL");
      } catch {
        // It was killed already.
      }
      await somebody.status;
    }
    return { tries, successes, seen: "the other process is killed" };
  },
};

/** Names of programs that a run starts, and of some that shells start. */
const TROJANS = [
  "mdatp",
  "bash",
  "sh",
  "ps",
  "rm",
  "sleep",
  "seq",
  "sw_vers",
  "sysctl",
  "codesign",
  "env",
  "uname",
  "id",
];

/** As the README installs it: what is for the runtime itself, only a program before it can take away. */
const COMMAND = decodeURIComponent(new URL("../../bmverify", import.meta.url).pathname);

/** Surroundings, each of which would have its way if the product heeded it. `MARK` is a script that leaves a mark. */
const SURROUNDINGS:
  readonly (readonly [string, (at: string, mark: string) => Readonly<Record<string, string>>])[] = [
    ["PATH", (at) => ({ PATH: `${at}:${Deno.env.get("PATH")}` })],
    ["BASH_ENV", (_, mark) => ({ BASH_ENV: mark })],
    ["ENV", (_, mark) => ({ ENV: mark })],
    ["PS4", (_, mark) => ({ PS4: `$(${mark})`, SHELLOPTS: "xtrace" })],
    [
      "exported functions",
      (_, mark) =>
        Object.fromEntries(
          ["rm", "sleep", "echo", "seq", "set"].map((name) => [`BASH_FUNC_${name}%%`, `() { ${mark}; }`]),
        ),
    ],
    ["IFS and globs", () => ({ IFS: "/", GLOBIGNORE: "*" })],
    ["NODE_OPTIONS", (at) => ({ NODE_OPTIONS: `--require ${at}/mark.cjs` })],
    [
      "DENO_CONFIG and the like",
      (at) => ({ DENO_CONFIG: `${at}/deno.json`, DENO_AUTH_TOKENS: "x@example.com" }),
    ],
  ];

const onSurroundings: Attack = {
  classOf: 7,
  name: "hostile variables, PATH and working folder of a run by root",
  run: async (arena) => {
    await arena.clear();
    const at = `${arena.own}/hostile`;
    await Deno.mkdir(at);
    const mark = `${at}/mark`;
    const marks = `#!/bin/sh\necho "$0" >> ${at}/marks\n`;
    for (const name of ["mark", ...TROJANS]) {
      await Deno.writeTextFile(`${at}/${name}`, marks, { mode: 0o755 });
    }
    await Deno.writeTextFile(`${at}/mark.cjs`, `require("fs").appendFileSync("${at}/marks", "cjs\\n");`);
    await Deno.writeTextFile(
      `${at}/deno.json`,
      '{ "imports": { "commander": "./mark.cjs", "zod": "./mark.cjs" } }',
    );
    await Deno.writeTextFile(`${at}/.env`, "BASH_ENV=./mark\nNODE_OPTIONS=--require=./mark.cjs\n");
    await Deno.writeTextFile(
      `${at}/package.json`,
      '{ "type": "commonjs", "imports": { "#x": "./mark.cjs" } }',
    );
    const seen: string[] = [];
    for (const [name, surroundings] of SURROUNDINGS) {
      const agent = await installStandIn(await scratchIn(arena, name), "disabled");
      await new Deno.Command(COMMAND, {
        args: [
          ...[
            "verify",
            "--mdatp",
            agent.agentPath,
            "--platform",
            "darwin",
            "--yes",
            "--quiet",
            "--deadline",
            "1",
          ],
          ...["--grace", "0", "--settle", "0.1", "--scenario", "*.change-file-test", "--reporter", "json"],
          ...["--out", `${arena.own}/out`],
        ],
        cwd: at,
        env: surroundings(at, mark),
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).output();
      const made = await Deno.readTextFile(`${at}/marks`).catch(() => "");
      await Deno.remove(`${at}/marks`).catch(() => undefined);
      if (made !== "") seen.push(`${name} started ${[...new Set(made.trim().split("\n"))].join(", ")}`);
    }
    return {
      tries: SURROUNDINGS.length,
      successes: seen.length,
      seen: seen.join("; ") || "a mark left by a program, function or module of his",
    };
  },
};

async function scratchIn(arena: Arena, name: string) {
  const folder = `${arena.own}/agent of ${name}`;
  await Deno.mkdir(folder);
  const [out, state] = [`${folder}/out`, `${folder}/state`];
  return { folder, out, state, options: [], [Symbol.asyncDispose]: () => Promise.resolve() };
}

const onNames: Attack = {
  classOf: 9,
  name: "more names given to a trigger file before it is removed",
  run: async (arena) => {
    await arena.clear();
    const files = new GuardedTriggerFiles(0);
    let [tries, successes] = [0, 0];
    for (let time = 0; time < 100 * arena.scale; time += 1) {
      const path = `${arena.open}/${DEMONSTRATION_FILES[time % 2]}`;
      await Deno.writeTextFile(path, " \n");
      const names = time % 4;
      for (let name = 0; name < names; name += 1) await Deno.link(path, `${arena.own}/name-${name}`);
      const removal = await files.remove(path);
      tries += 1;
      const isHonest = removal.kind === "removed" && removal.otherNames === names;
      if (!isHonest) successes += 1;
      await Deno.remove(path).catch(() => undefined);
      for (let name = 0; name < names; name += 1) await Deno.remove(`${arena.own}/name-${name}`);
    }
    return { tries, successes, seen: "a removal that does not tell of the names that are left" };
  },
};

/** Attacks on and by way of processes. */
export const ATTACKS_ON_PROCESSES: readonly Attack[] = [onSignals, onNumbers, onSurroundings, onNames];
