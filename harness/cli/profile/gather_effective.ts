// Gathers what `profile effective` compares: from this device, or from a folder with files of another one. `check` uses
// it too, to explain a setting that a profile manages.
import { parseHealth } from "../../device/parse_health.ts";
import type { Health } from "../../model/health.ts";
import { HarnessError, type Problem, toProblem } from "../../model/harness_error.ts";
import type { Host } from "../../ports/host.ts";
import type { Device } from "../../ports/device.ts";
import type { EffectiveInputs } from "../../profile/effective/effective_setting.ts";
import type { Platform } from "../../model/platform.ts";
import { MAX_PROFILE_BYTES } from "../../profile/words/limits.ts";
import type { ManagedSource } from "../../profile/effective/managed_source.ts";
import type { InstalledPayload } from "../../profile/effective/read_installed_profiles.ts";
import type { ProfileFile } from "../../profile/read/read_profile.ts";

/** What of the machine is used. */
export type EffectiveHost = Pick<Host, "facts" | "profileFiles" | "commandRunner">;

const MANAGED_FOLDER = "/Library/Managed Preferences";
const MAC_NAMES = ["com.microsoft.wdav.plist", "com.microsoft.wdav.ext.plist"] as const;
const LINUX_FILE = "/etc/opt/microsoft/mdatp/managed/mdatp_managed.json";
const PROFILES_COMMAND = ["/usr/bin/profiles", "show", "-output", "stdout-xml"] as const;
/** `profiles show` lists certificates too; far more than a profile may have. */
const MAX_LISTING_BYTES = MAX_PROFILE_BYTES;

/** From the device itself. `root` is the folder of a simulated device, else empty. */
export async function gatherFromDevice(
  host: EffectiveHost,
  device: Pick<Device, "platform" | "readHealth" | "readBehaviorMonitoring">,
  { root }: { readonly root: string },
): Promise<EffectiveInputs> {
  const { platform } = device;
  const reading = await device.readHealth();
  const health = reading.kind === "read" ? await withBehaviorMonitoring(reading.value, device) : null;
  const isReal = root === "";
  return {
    platform,
    sources: platform === "linux"
      ? [await source(host, `${root}${LINUX_FILE}`, "device")]
      : await macSources(host, `${root}${MANAGED_FOLDER}`),
    notCollectedIn: null,
    installed: platform === "darwin" && isReal && host.facts.isRoot ? await listInstalled(host) : null,
    health,
    healthProblem: reading.kind === "unreadable" ? reading.problem : null,
    agentStartedAt: isReal ? await agentStart(host) : null,
  };
}

/** Older agents show behavior monitoring only among the features. */
async function withBehaviorMonitoring(
  health: Health,
  device: Pick<Device, "readBehaviorMonitoring">,
): Promise<Health> {
  if (health.behaviorMonitoring !== null) return health;
  const reading = await device.readBehaviorMonitoring();
  return reading.kind === "read" ? { ...health, behaviorMonitoring: reading.value } : health;
}

async function macSources(host: EffectiveHost, folder: string): Promise<readonly ManagedSource[]> {
  const device = await Promise.all(MAC_NAMES.map((name) => source(host, `${folder}/${name}`, "device")));
  const users = await host.profileFiles.listFolders(folder);
  const names = users.kind === "listed" ? users.folders : [];
  const forUsers = await Promise.all(
    names.map((user) => source(host, `${folder}/${user}/${MAC_NAMES[0]}`, "user")),
  );
  return [...device, ...forUsers.filter(({ kind }) => kind !== "absent")];
}

async function source(host: EffectiveHost, path: string, channel: "device" | "user"): Promise<ManagedSource> {
  const read = await host.profileFiles.read(path, MAX_PROFILE_BYTES);
  if (read.kind === "absent") return { path, channel, kind: "absent" };
  if (read.kind === "unreadable") return { path, channel, kind: "unreadable", problem: read.problem };
  // Most devices have none, and reading one takes the whole linter.
  const { readManagedSource } = await import(
    import.meta.resolve("../../profile/effective/managed_source.ts")
  ) as typeof import("../../profile/effective/managed_source.ts");
  return await readManagedSource({ name: path, bytes: read.bytes }, { channel, modifiedAt: read.modifiedAt });
}

/** Null when it could not be asked: the files are what counts, the list only explains. */
async function listInstalled(host: EffectiveHost): Promise<readonly InstalledPayload[] | null> {
  try {
    const { exitCode, stdout } = await host.commandRunner.run({
      argv: PROFILES_COMMAND,
      timeoutMs: 15_000,
      maxOutputBytes: MAX_LISTING_BYTES,
    });
    return exitCode === 0 ? await readInstalled({ name: "profiles show", bytes: stdout }) : null;
  } catch (thrown) {
    if (thrown instanceof HarnessError) return null;
    throw thrown;
  }
}

async function readInstalled(listing: ProfileFile): Promise<readonly InstalledPayload[]> {
  const { readInstalledProfiles } = await import(
    import.meta.resolve("../../profile/effective/read_installed_profiles.ts")
  ) as typeof import("../../profile/effective/read_installed_profiles.ts");
  return await readInstalledProfiles(listing);
}

/** When the agent's core was started, by the system's list of processes. */
async function agentStart(host: EffectiveHost): Promise<string | null> {
  try {
    const { stdout } = await host.commandRunner.run({
      argv: ["/bin/ps", "-axo", "lstart=,comm="],
      timeoutMs: 5_000,
      maxOutputBytes: 4 * 1024 * 1024,
    });
    // `Mon Nov 23 19:29:29 2026     /path/of/wdavdaemon`, local time, C locale.
    const line = /^\s*(\w{3} \w{3} +\d+ [\d:]{8} \d{4})\s+(?:.*\/)?wdavdaemon(?: privileged)?\s*$/m
      .exec(new TextDecoder().decode(stdout));
    const started = line?.[1] === undefined ? NaN : Date.parse(line[1]);
    return Number.isNaN(started) ? null : new Date(started).toISOString();
  } catch (thrown) {
    if (thrown instanceof HarnessError) return null;
    throw thrown;
  }
}

/** From files collected on another device; names are in `harness/profile/README.md`. */
export async function gatherFromFolder(
  host: EffectiveHost,
  folder: string,
  { platform }: { readonly platform: Platform | null },
): Promise<EffectiveInputs> {
  const base = folder.replace(/\/+$/, "");
  const listing = await host.profileFiles.listFolders(base);
  if (listing.kind !== "listed") {
    throw noFolder(folder, listing.kind === "unreadable" ? listing.problem : null);
  }
  const linux = await firstSource(host, [`${base}/mdatp_managed.json`, `${base}${LINUX_FILE}`]);
  const mac = [
    ...await Promise.all(
      MAC_NAMES.map((name) => firstSource(host, [`${base}/${name}`, `${base}${MANAGED_FOLDER}/${name}`])),
    ),
    ...(await macSources(host, `${base}${MANAGED_FOLDER}`)).filter(({ channel }) => channel === "user"),
  ];
  const isLinux = platform === "linux" ||
    (platform === null && linux.kind !== "absent" && mac.every(({ kind }) => kind === "absent"));
  const sources = isLinux ? [linux] : mac;
  const installed = isLinux ? null : await installedIn(host, `${base}/profiles.xml`);
  const isCollected = installed !== null || sources.some(({ kind }) => kind !== "absent") ||
    (!isLinux && (await host.profileFiles.listFolders(`${base}${MANAGED_FOLDER}`)).kind === "listed");
  return {
    platform: isLinux ? "linux" : "darwin",
    sources,
    notCollectedIn: isCollected ? null : folder,
    installed,
    ...await healthIn(host, base),
    agentStartedAt: null,
  };
}

async function firstSource(
  host: EffectiveHost,
  paths: readonly [string, ...string[]],
): Promise<ManagedSource> {
  for (const path of paths) {
    const found = await source(host, path, "device");
    if (found.kind !== "absent") return found;
  }
  return { path: paths[0], channel: "device", kind: "absent" };
}

async function installedIn(host: EffectiveHost, path: string): Promise<readonly InstalledPayload[] | null> {
  const read = await host.profileFiles.read(path, MAX_LISTING_BYTES);
  if (read.kind === "unreadable") {
    throw new HarnessError(read.problem.code, read.problem.message, { hint: read.problem.hint });
  }
  return read.kind === "absent" ? null : await readInstalled({ name: path, bytes: read.bytes });
}

async function healthIn(
  host: EffectiveHost,
  base: string,
): Promise<Pick<EffectiveInputs, "health" | "healthProblem">> {
  for (const name of ["health.json", "health.txt"]) {
    const read = await host.profileFiles.read(`${base}/${name}`, MAX_PROFILE_BYTES);
    if (read.kind === "unreadable") return { health: null, healthProblem: read.problem };
    if (read.kind === "absent") continue;
    try {
      return { health: parseHealth(read.bytes), healthProblem: null };
    } catch (thrown) {
      return { health: null, healthProblem: toProblem(thrown) };
    }
  }
  const missing = new HarnessError("profile/unreadable", `Cannot find the agent's health in "${base}"`, {
    hint: 'Save the output of "mdatp health" there as health.txt',
  });
  return { health: null, healthProblem: toProblem(missing) };
}

function noFolder(folder: string, problem: Problem | null): HarnessError {
  return new HarnessError(
    "profile/unreadable",
    problem?.message ?? `Cannot read "${folder}": there is no such folder`,
    {
      hint: problem?.hint ?? "Give the folder with the collected files",
    },
  );
}
