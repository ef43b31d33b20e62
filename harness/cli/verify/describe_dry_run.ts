// `--dry-run`: every command and file that a run would touch, from the same plan that the run follows.
import { TRIGGER_FOLDER } from "../../model/scenario.ts";
import type { Host } from "../../ports/host.ts";
import { AGENT_PATH } from "../../run/open_device.ts";
import type { VerifyPlan } from "./verify_plan.ts";

/** The text for a person; nothing is started, read or written for it. */
export function describeDryRun({ facts }: Host, plan: VerifyPlan): string {
  const { device: { profile, agentPath, ...device }, stateFolder: state } = plan.frame;
  const platform = device.platform ?? (profile === null ? facts.platform : "darwin") ?? "darwin";
  const agent = profile === null
    ? agentPath ?? AGENT_PATH[platform]
    : `(simulated device "${profile}")/bin/mdatp`;
  const folder = profile === null ? "/tmp" : `(simulated device "${profile}")/tmp`;
  const lines = [
    "Nothing is run and nothing is written. A run would",
    "",
    "ask the agent:",
    ...questions(agent, platform),
    "",
    "change a setting when it is off, and put it back:",
    `  ${agent} config behavior-monitoring --value enabled`,
    `  ${agent} config behavior-monitoring --value disabled`,
    "",
    "run these scripts:",
    ...scripts(plan, folder),
    "",
    "write, and remove again:",
    ...plan.scenarios.flatMap(({ trigger }) => trigger.files.map((name) => `  ${folder}/${name}`)),
    `  ${state}/(device)/lock, holder.json, journal.ndjson, scripts/`,
    "",
    "write and keep:",
    `  ${plan.out}/(run id)/events.ndjson, evidence/, SHA256SUMS`,
    ...plan.reporters.flatMap(({ fileName }) =>
      fileName === null ? [] : [`  ${plan.out}/(run id)/${fileName}`]
    ),
    `  ${plan.out}/latest`,
  ];
  return `${lines.join("\n")}\n`;
}

function questions(agent: string, platform: "darwin" | "linux"): readonly string[] {
  const details = platform === "darwin" ? ["health --details system_extensions"] : [];
  return [
    "health --output json",
    ...details,
    "threat list",
    "threat allowed list",
    "exclusion list",
  ].map((question) => `  ${agent} ${question}`);
}

function scripts({ scenarios, options: { repeats } }: VerifyPlan, folder: string): readonly string[] {
  return scenarios.flatMap(({ id, trigger, repeatable }) => [
    `  ${id}${repeatable && repeats > 1 ? ` (${repeats} times)` : ""}`,
    ...trigger.processes.flatMap(({ scriptName, lines }) => [
      `    bash ${scriptName}`,
      ...lines.map((line) => `      ${line.replaceAll(TRIGGER_FOLDER, folder)}`),
    ]),
  ]);
}
