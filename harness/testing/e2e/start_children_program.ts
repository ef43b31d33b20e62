// A program of its own: starts `env` and `pwd` in each of the ways in which the product starts programs, and keeps what
// they printed in the folder that is its argument, one file a way.
import { BashTriggerRunner } from "../../host/processes/bash_trigger_runner.ts";
import { DenoCommandRunner } from "../../host/processes/deno_command_runner.ts";
import { denoProgramHolder } from "../../host/processes/deno_program_holder.ts";
import { ZxWorkloadRunner } from "../../host/processes/zx_workload_runner.ts";
import { SystemClock } from "../../host/system/system_clock.ts";

const LIMIT_MS = 120_000;

if (import.meta.main) await main(Deno.args[0] ?? "");

async function main(folder: string): Promise<void> {
  const clock = new SystemClock();
  const into = (name: string): string => `/usr/bin/env >"${folder}/${name}"; pwd >>"${folder}/${name}"`;
  await new DenoCommandRunner(clock).run({
    argv: ["/bin/bash", "-c", into("question")],
    timeoutMs: LIMIT_MS,
    maxOutputBytes: 10_000,
  });
  const trigger = await new BashTriggerRunner(clock, `${folder}/scripts`).start("a.sh", [into("trigger")]);
  await trigger.ended;
  await trigger.stop();
  const workloads = new ZxWorkloadRunner(clock);
  const { signal } = new AbortController();
  await workloads.run({ script: into("workload"), folder: "/", timeoutMs: LIMIT_MS, signal });
  const held = denoProgramHolder.hold(["/bin/bash", "-c", into("held")]);
  while (held.isRunning()) await clock.sleep(10);
  await held.end();
  // deno-lint-ignore no-console -- read by the test
  console.log(await workloads.findTool(["ls"]));
}
