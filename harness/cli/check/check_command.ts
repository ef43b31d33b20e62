// `check`: the prerequisites of a device, as a table or as JSON.
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import type { ExitCode } from "../../model/exit_code.ts";
import type { Prerequisite } from "../../model/prerequisite.ts";
import type { Host } from "../../ports/host.ts";
import { checkPrerequisites } from "../../prerequisites/check_prerequisites.ts";
import { choosePolicy, type PolicyWord } from "../../prerequisites/choose_policy.ts";
import { type DeviceFacts, gatherDeviceFacts } from "../../prerequisites/device_facts.ts";
import { parseAttested } from "../../prerequisites/parse_attested.ts";
import { parseWaivers } from "../../prerequisites/parse_waivers.ts";
import { findLeftBehind } from "../../run/find_left_behind.ts";
import { NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import { verifyNeeds } from "../../run/verify_needs.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";
import { type UsedDevice, useDevice } from "../recorded/use_device.ts";
import { notShown } from "./pasted_prerequisites.ts";
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
  return await useDevice(host, deviceChoice(options), async (used) => {
    const { device, notice, isRecorded } = used;
    // Loaded while the agent answers.
    const explanation = import(import.meta.resolve("./explain_managed.ts")) as Promise<
      typeof import("./explain_managed.ts")
    >;
    const facts = isRecorded
      ? await recordedFacts(used)
      : await gatherDefaultFacts(used, options.state ?? host.facts.stateFolder);
    const { policy, record: chosen } = choosePolicy(options.policy, facts);
    const checked = checkPrerequisites(facts, policy, { ...judge, now: used.host.clock.now() });
    const { explainManaged } = await explanation;
    const explained = await explainManaged(used.host, device, { prerequisites: checked, facts });
    const prerequisites = isRecorded ? explained.map(withoutPaths) : explained;
    const simulated = device.simulated !== null;
    const inTheWay = isRecorded
      ? null
      : await findLeftBehind(host, device, options.state ?? host.facts.stateFolder);
    return await tellCheck(host, options, {
      policy: chosen,
      prerequisites,
      marks: { notice, simulated, recorded: isRecorded },
      inTheWay,
      mark: isRecorded ? "RECORDED " : "",
      head: (style) => [
        ...(notice === null ? [] : [style.yellow(headline(used, notice))]),
        ...(simulated ? [] : [style.bold(device.agentPath)]),
      ],
      ready: isRecorded
        ? "Nothing that was recorded stood in the way of a run then"
        : "Ready: nothing stands in the way of a run",
    });
  });
}

function headline({ device, isRecorded }: UsedDevice, notice: string): string {
  return device.simulated === null || isRecorded
    ? notice
    : `SIMULATED device, profile ${device.simulated.profile}: says nothing about a real one`;
}

/** Asks for what the scenarios that run by default need. */
async function gatherDefaultFacts({ host, device }: UsedDevice, stateFolder: string): Promise<DeviceFacts> {
  const { folder } = await host.deviceState(stateFolder, device.agentPath);
  return await gatherFacts({ host, device }, `${folder}/scripts`);
}

/** The trigger paths of this machine say nothing about those of another one. */
async function recordedFacts({ host, device }: UsedDevice): Promise<DeviceFacts> {
  const why = "a recording does not show it";
  const inspect = () => Promise.resolve({ kind: "unreadable", why } as const);
  return await gatherFacts(
    { host: { ...host, triggerFiles: { ...host.triggerFiles, inspect } }, device },
    null,
  );
}

async function gatherFacts(
  { host, device }: Pick<UsedDevice, "host" | "device">,
  scriptFolder: string | null,
): Promise<DeviceFacts> {
  return await gatherDeviceFacts(openDevice(host, device, NO_EVIDENCE), {
    triggerFiles: host.triggerFiles,
    ...verifyNeeds(selectScenarios(CATALOGUE, []), { isRoot: host.facts.isRoot, scriptFolder }),
  });
}

function withoutPaths(one: Prerequisite): Prerequisite {
  return one.id === "trigger-paths-safe" ? notShown(one, "A recording") : one;
}
