// `profile effective`: what the profile says, what the agent does, and why they differ.
import { jsonText, printableLine } from "../../model/text/printable.ts";
import type { Style } from "../../model/text/style.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import { compareEffective, type EffectiveReport } from "../../profile/effective/compare_effective.ts";
import type {
  EffectiveInputs,
  EffectiveSetting,
  EffectiveStatus,
} from "../../profile/effective/effective_setting.ts";
import { createStyle } from "../showing/create_style.ts";
import { gatherFromDevice, gatherFromFolder } from "./gather_effective.ts";
import { NO_EVIDENCE, openDevice } from "../../run/open_device.ts";
import { useDevice } from "../recorded/use_device.ts";
import { deviceChoice, type DeviceOptions } from "../words/device_options.ts";

/** Values of the options of `profile effective`. */
export interface EffectiveOptions extends DeviceOptions {
  readonly from?: string;
  readonly json?: true;
  readonly color: boolean;
  readonly quiet?: true;
}

/** Nothing is wrong, or nothing was asked for. */
const IN_ORDER: ReadonlySet<EffectiveStatus> = new Set<EffectiveStatus>([
  "followed",
  "not-set",
  "managed-elsewhere",
]);

/** Runs `profile effective`: exit 1 when a setting differs, 3 when behavior monitoring's could not be told. */
export async function runProfileEffective(host: Host, options: EffectiveOptions): Promise<ExitCode> {
  const gathered = await gather(host, options);
  const report = compareEffective(gathered.inputs);
  if (options.json === true) {
    const { platform, sources } = gathered.inputs;
    const places = sources.map(({ path, channel, kind }) => ({ path, channel, state: kind }));
    const marks = { simulated: gathered.simulated !== null, recorded: gathered.recorded };
    const shown = { ...marks, platform, sources: places, ...report };
    host.terminal.write(`${jsonText(shown)}\n`);
  } else if (options.quiet === true) {
    host.terminal.write(oneLine(report, gathered));
  } else {
    host.terminal.write(
      table(report, gathered, await createStyle(host.facts.colour && options.color)),
    );
  }
  return exitCodeOf(report);
}

interface Gathered {
  readonly inputs: EffectiveInputs;
  /** Name of the simulated device's profile, or null. */
  readonly simulated: string | null;
  /** What is said of a recording; null for a device. */
  readonly recorded: string | null;
}

async function gather(host: Host, options: EffectiveOptions): Promise<Gathered> {
  if (options.from !== undefined) {
    const inputs = await gatherFromFolder(host, options.from, { platform: options.platform ?? null });
    return { inputs, simulated: null, recorded: null };
  }
  return await useDevice(host, deviceChoice(options), async ({ host, device, isRecorded, notice }) => {
    const root = device.simulated?.root ?? "";
    const inputs = await gatherFromDevice(host, openDevice(host, device, NO_EVIDENCE), { root });
    return { inputs, simulated: device.simulated?.profile ?? null, recorded: isRecorded ? notice : null };
  });
}

function differingIn({ settings }: EffectiveReport): readonly EffectiveSetting[] {
  return settings.filter(({ status, id }) =>
    // Without any profile one finding is enough; the other settings are the device's own business.
    !IN_ORDER.has(status) && status !== "unknown" &&
    (status !== "not-installed" || id === "behavior-monitoring")
  );
}

function exitCodeOf(report: EffectiveReport): ExitCode {
  const { settings } = report;
  if (differingIn(report).length > 0) return EXIT_CODE.fail;
  const isUnknown = settings.some(({ status, id }) => status === "unknown" && id === "behavior-monitoring");
  return isUnknown ? EXIT_CODE.inconclusive : EXIT_CODE.pass;
}

function oneLine(report: EffectiveReport, { simulated, recorded }: Gathered): string {
  const status = report.settings.find(({ id }) => id === "behavior-monitoring")?.status ?? "unknown";
  const differing = differingIn(report).length;
  const mark = (recorded === null ? "" : " (recorded)") + (simulated === null ? "" : " (simulated)");
  return `behavior monitoring ${status}, ${differing} of ${report.settings.length} settings differ${mark}\n`;
}

function table(
  { settings, notes }: EffectiveReport,
  { simulated, recorded, inputs }: Gathered,
  style: Style,
): string {
  const silence = inputs.sources.some(({ kind, channel }) => kind === "read" && channel === "device")
    ? "sets nothing"
    : "not seen";
  const notice = recorded ??
    (simulated === null ? null : `SIMULATED device, profile ${simulated}: says nothing about a real one`);
  const head = notice === null ? [] : [style.yellow(notice), ""];
  // Without a profile there is one thing to say, and it is said once.
  const shown = settings.filter(({ id, status }) =>
    status !== "not-installed" || id === "behavior-monitoring"
  );
  return `${
    [
      ...head,
      ...shown.flatMap((setting) => paragraph(setting, style, silence)),
      ...notes.map((note) => `! ${printableLine(note)}`),
    ].join("\n")
  }\n`;
}

/** `silence`: what is said of a profile that does not set it. */
function paragraph(setting: EffectiveSetting, style: Style, silence: string): readonly string[] {
  const { status, title, profile, agent, explanation, remedy } = setting;
  const paint = IN_ORDER.has(status) ? style.green : status === "unknown" ? style.yellow : style.red;
  // Values come from files and from the agent, and may hold anything.
  const profileWords = profile === null ? silence : `${printableLine(profile.value)} (${profile.key})`;
  const agentWords = agent === null
    ? "not told"
    : `${printableLine(agent.value)}${agent.managed ? " [managed]" : ""}`;
  return [
    `${style.bold(title)}: ${paint(status)}`,
    `  profile ${profileWords} · agent ${agentWords}`,
    `  ${printableLine(explanation)}`,
    ...(remedy === null ? [] : [`  → ${printableLine(remedy)}`]),
    "",
  ];
}
