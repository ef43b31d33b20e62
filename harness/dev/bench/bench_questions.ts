// What asking the agent costs us: one question, and all of `check`, beside the same by hand in a shell.
import { DenoCommandRunner } from "../../host/processes/deno_command_runner.ts";
import { SystemClock } from "../../host/system/system_clock.ts";
import { MAIN } from "../../testing/e2e/run_bmverify.ts";
import type { StandingDevice } from "../../testing/e2e/start_device.ts";
import { ownCpuS } from "./bench_large_file.ts";
import { cpuMs } from "./command_cost.ts";
import type { Figure } from "./figure.ts";

const QUESTIONS = 300;
const ROUNDS = 11;
const COMMAND = ["/bin/echo", "an answer"] as const;
const OF_CHECK = [
  "health --output json",
  "threat allowed list",
  "exclusion list",
  "health --details system_extensions",
];

/** Our own CPU of one question, the child's left out. */
export async function benchQuestion(): Promise<Figure> {
  const runner = new DenoCommandRunner(new SystemClock());
  const [program, ...args] = COMMAND;
  const options = { args, stdin: "null", stdout: "piped", stderr: "piped" } as const;
  const ask = () => runner.run({ argv: COMMAND, timeoutMs: 60_000, maxOutputBytes: 1e6 });
  const grouped = () => new Deno.Command(program, { ...options, detached: true }).spawn().output();
  const plain = () => new Deno.Command(program, options).spawn().output();
  return {
    what: "a question to the agent",
    value: await ownMsOf(ask),
    unit: "ms",
    limit: 1,
    note: `our own CPU, mean of ${QUESTIONS}`,
    beside: [
      { what: "floor: a process in a group of its own", value: await ownMsOf(grouped) },
      { what: "floor: a process", value: await ownMsOf(plain) },
    ],
  };
}

async function ownMsOf(work: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 20; warm++) await work();
  const before = ownCpuS();
  for (let done = 0; done < QUESTIONS; done++) await work();
  return (ownCpuS() - before) * 1000 / QUESTIONS;
}

/** CPU of `check` beyond that of the answers that it needs, and a shell script that asks for a part of it. */
export async function benchCheck(device: StandingDevice): Promise<Figure> {
  const { agentPath } = device;
  const asks = OF_CHECK.map((question) => `'${agentPath}' ${question}`);
  const shell = (lines: readonly string[]) =>
    cpuMs(["bash", "-c", lines.join("\n")], { rounds: ROUNDS, accepts: [0, 1, 5] });
  const answersMs = await shell(asks) ?? NaN;
  const fields = '"\\(.healthy) \\(.release_ring) \\(.app_version) \\(.behavior_monitoring)"';
  const jqMs = await shell([`'${agentPath}' health --output json | jq -r '${fields}'`, ...asks.slice(1)]);
  const hasJq = await cpuMs(["jq", "--version"]) !== null;
  const checkMs = await cpuMs([MAIN, "check", "--mdatp", agentPath], { rounds: ROUNDS, accepts: [0, 3] }) ??
    NaN;
  return {
    what: "check, beyond the agent's answers",
    value: checkMs - answersMs,
    unit: "ms",
    limit: 120,
    note: `CPU, best of ${ROUNDS}; check ${checkMs.toFixed(0)} ms, the answers alone ${
      answersMs.toFixed(0)
    } ms`,
    beside: [{
      what: "bash and jq for four of its fields, answers included",
      value: hasJq ? jqMs : null,
      install: "apt install jq",
    }],
  };
}
