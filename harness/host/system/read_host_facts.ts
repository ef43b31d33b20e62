// What the machine and the terminal are. The only place that reads the environment.
import type { Platform } from "../../model/platform.ts";
import type { HostFacts } from "../../ports/host_facts.ts";
import { MACHINE_STATE_FOLDER } from "../state/device_places.ts";

/** Of a terminal that does not tell. */
const USUAL_COLUMNS = 80;

/** Where what holds for a whole machine is looked for. */
const SYSTEM_FOLDER: Readonly<Record<Platform, string>> = {
  darwin: "/Library/Application Support/bmverify",
  linux: "/etc/bmverify",
};

/** Reads the facts once, at the start of the command line. */
export function readHostFacts(): HostFacts {
  const platform = Deno.build.os === "darwin" || Deno.build.os === "linux" ? Deno.build.os : null;
  const isRoot = Deno.uid() === 0;
  const isTerminal = Deno.stdout.isTerminal();
  const noColour = (Deno.env.get("NO_COLOR") ?? "") !== "";
  const forceColour = !["", "0"].includes(Deno.env.get("FORCE_COLOR") ?? "");
  return {
    platform,
    osVersion: attempt(() => Deno.osRelease()),
    hostName: attempt(() => Deno.hostname()),
    homeFolder: homeFolder(),
    userId: Deno.uid(),
    userName: isRoot ? "root" : Deno.env.get("USER") ?? Deno.env.get("LOGNAME") ?? null,
    startedBy: isRoot ? Deno.env.get("SUDO_USER") ?? null : null,
    isRoot,
    sudoCaller: isRoot ? sudoCaller() : null,
    isInteractive: isTerminal && Deno.stdin.isTerminal() && !isContinuousIntegration(),
    colour: !noColour && (forceColour || (isTerminal && Deno.env.get("TERM") !== "dumb")),
    columns: isTerminal ? attempt(() => Deno.consoleSize().columns) ?? USUAL_COLUMNS : undefined,
    isGithubStep: Deno.env.get("GITHUB_ACTIONS") === "true",
    stepFiles: {
      summary: Deno.env.get("GITHUB_STEP_SUMMARY") || null,
      outputs: Deno.env.get("GITHUB_OUTPUT") || null,
    },
    settings: ownVariables(),
    configurationPlaces: configurationPlaces(platform),
    workingFolder: attempt(() => Deno.cwd()) ?? "/",
    stateFolder: stateFolder(platform, isRoot),
  };
}

function ownVariables(): HostFacts["settings"] {
  const own = Object.entries(Deno.env.toObject()).filter(([name]) => name.startsWith("BMVERIFY_"));
  return Object.fromEntries(own);
}

/** Beside the command, in the folder that it was cloned to; then in the system's place. */
function configurationPlaces(platform: HostFacts["platform"]): HostFacts["configurationPlaces"] {
  const beside = new URL("../../../bmverify.toml", import.meta.url);
  return [
    ...(beside.protocol === "file:" ? [decodeURIComponent(beside.pathname)] : []),
    `${SYSTEM_FOLDER[platform ?? "linux"]}/bmverify.toml`,
  ];
}

/** Both numbers or none: half of an answer gives nothing away. */
function sudoCaller(): HostFacts["sudoCaller"] {
  const [uid, gid] = ["SUDO_UID", "SUDO_GID"].map((name) => Deno.env.get(name) ?? "");
  const isNumber = (text: string | undefined): text is string => text !== undefined && /^\d{1,9}$/.test(text);
  return isNumber(uid) && isNumber(gid) && uid !== "0" ? { uid: Number(uid), gid: Number(gid) } : null;
}

function isContinuousIntegration(): boolean {
  return !["", "0", "false"].includes(Deno.env.get("CI") ?? "");
}

/** sudo on macOS leaves that of the person who called it. */
function homeFolder(): string | null {
  const home = Deno.env.get("HOME") ?? "";
  return home.startsWith("/") && home !== "/" ? home.replace(/\/+$/, "") : null;
}

/** One place per machine for root, so that nobody overlooks what root has pending; the user's own otherwise. */
function stateFolder(platform: HostFacts["platform"], isRoot: boolean): string {
  if (isRoot) return MACHINE_STATE_FOLDER[platform ?? "linux"];
  const home = Deno.env.get("HOME") ?? ".";
  if (platform === "darwin") return `${home}/Library/Application Support/bmverify`;
  return `${Deno.env.get("XDG_STATE_HOME") ?? `${home}/.local/state`}/bmverify`;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
