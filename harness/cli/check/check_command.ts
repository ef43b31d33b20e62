// `check`: the prerequisites of a device, as a table or as JSON.
import { deviceNotice } from "../../../reports/views/device_notice.ts";
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import type { ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import { checkPrerequisites } from "../../prerequisites/check_prerequisites.ts";
import { choosePolicy, type PolicyWord } from "../../prerequisites/choose_policy.ts";
import { type DeviceFacts, gatherDeviceFacts } from "../../prerequisites/device_facts.ts";
import { parseAttested } from "../../prerequisites/parse_attested.ts";
import { parseWaivers } from "../../prerequisites/parse_waivers.ts";
import {
  chooseDevice,
  type ChosenDevice,
  deviceRecord,
  NO_EVIDENCE,
  openDevice,
} from "../../run/open_device.ts";
import { verifyNeeds } from "../../run/verify_run.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { type CheckShowing, tellCheck } from "./tell_check.ts";

/** Values of the options of `check`. */
export interface CheckCommandOptions extends DeviceOptions, CheckShowing {
  readonly policy: PolicyWord;
  readonly attest: readonly string[];
  readonly waive: readonly string[];
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
    const record = deviceRecord(host, device);
    const simulated = device.simulated !== null;
    const notice = deviceNotice({ simulated, device: record });
    return await tellCheck(host, options, {
      policy: chosen,
      prerequisites,
      marks: { notice, simulated },
      mark: "",
      head: (style) => [
        ...(notice === null ? [] : [
          style.yellow(
            simulated ? `SIMULATED device, profile ${record.profile}: says nothing about a real one` : notice,
          ),
        ]),
        ...(simulated ? [] : [style.bold(record.agentPath)]),
      ],
      ready: "Ready: nothing stands in the way of a run",
    });
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
