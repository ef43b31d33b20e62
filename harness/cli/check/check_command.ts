// `check`: the prerequisites of a device, as a table or as JSON.
import { checklist } from "../../../reports/formats/checklist.ts";
import { deviceNotice, type NoticedDevice } from "../../../reports/views/device_notice.ts";
import { policyInWords } from "../../../reports/views/policy_in_words.ts";
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { blockingPrerequisites, type Prerequisite } from "../../model/prerequisite.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import { printableLine } from "../../model/text/printable.ts";
import type { Host } from "../../ports/host.ts";
import { checkPrerequisites } from "../../prerequisites/check_prerequisites.ts";
import { type DeviceFacts, gatherDeviceFacts } from "../../prerequisites/device_facts.ts";
import { parseAttested } from "../../prerequisites/parse_attested.ts";
import { parseWaivers } from "../../prerequisites/parse_waivers.ts";
import { createStyle } from "../showing/create_style.ts";
import {
  chooseDevice,
  type ChosenDevice,
  deviceRecord,
  NO_EVIDENCE,
  openDevice,
} from "../../run/open_device.ts";
import { verifyNeeds } from "../../run/verify_run.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { choosePolicy, type PolicyWord } from "../../prerequisites/choose_policy.ts";

/** Values of the options of `check`. */
export interface CheckCommandOptions extends DeviceOptions {
  readonly policy: PolicyWord;
  readonly attest: readonly string[];
  readonly waive: readonly string[];
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** Runs `check`: exit 0 when nothing stands in the way of a run, 3 otherwise. */
export async function check(host: Host, options: CheckCommandOptions): Promise<ExitCode> {
  const judge = { attested: parseAttested(options.attest), waivers: parseWaivers(options.waive) };
  const device = await chooseDevice(host, deviceChoice(options));
  try {
    // Loaded while the agent answers.
    const explanation = import("./explain_managed.ts");
    const facts = await gatherDefaultFacts(host, device, options.state ?? host.facts.stateFolder);
    const { policy, record: chosen } = choosePolicy(options.policy, facts);
    const checked = checkPrerequisites(facts, policy, { ...judge, now: host.clock.now() });
    const { explainManaged } = await explanation;
    const prerequisites = await explainManaged(host, device, { prerequisites: checked, facts });
    const blocking = blockingPrerequisites(prerequisites);
    const noticed = { simulated: device.simulated !== null, device: deviceRecord(host, device) };
    if (options.json === true) {
      const { simulated } = noticed;
      host.terminal.write(
        `${
          JSON.stringify(
            {
              notice: deviceNotice(noticed),
              simulated,
              ready: blocking.length === 0,
              policy: chosen,
              prerequisites,
            },
            null,
            2,
          )
        }\n`,
      );
    } else if (options.quiet === true) {
      host.terminal.write(blocking.length === 0 ? "ready\n" : "not ready\n");
    } else {
      host.terminal.write(await table(host, options, { noticed, chosen, prerequisites }));
    }
    return blocking.length === 0 ? EXIT_CODE.pass : EXIT_CODE.inconclusive;
  } finally {
    await device.simulated?.close();
  }
}

/** Asks for what the scenarios that run by default need. */
async function gatherDefaultFacts(
  host: Host,
  device: ChosenDevice,
  stateFolder: string,
): Promise<DeviceFacts> {
  const { folder } = await host.deviceState(stateFolder, device.agentPath);
  return await gatherDeviceFacts(openDevice(host, device, NO_EVIDENCE), {
    triggerFiles: host.triggerFiles,
    ...verifyNeeds(selectScenarios(CATALOGUE, []), {
      isRoot: host.facts.isRoot,
      scriptFolder: `${folder}/scripts`,
    }),
  });
}

async function table(
  { facts }: Host,
  options: CheckCommandOptions,
  { noticed, chosen, prerequisites }: {
    readonly noticed: NoticedDevice;
    readonly chosen: RunRecord["policy"];
    readonly prerequisites: readonly Prerequisite[];
  },
): Promise<string> {
  const style = await createStyle(facts.colour && options.color);
  const { device } = noticed;
  const notice = noticed.simulated
    ? `SIMULATED device, profile ${device.profile}: says nothing about a real one`
    : deviceNotice(noticed);
  const head = [
    ...(notice === null ? [] : [style.yellow(notice)]),
    ...(noticed.simulated ? [] : [style.bold(device.agentPath)]),
    `${style.bold("Policy")}  ${printableLine(policyInWords(chosen))}`,
  ];
  const blocking = blockingPrerequisites(prerequisites).length;
  const end = blocking === 0 ? style.green("Ready: nothing stands in the way of a run") : style.red(
    `Not ready: ${blocking} required ${blocking === 1 ? "prerequisite is" : "prerequisites are"} not met`,
  );
  return `${[...head, "", ...checklist(prerequisites, style), "", end].join("\n")}\n`;
}
