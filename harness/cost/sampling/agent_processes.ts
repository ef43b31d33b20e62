// Which processes belong to the agent, and what each is called. By the folder of its program where the path is known;
// by exact basenames elsewhere, because a prefix would add up three daemons.

/** Basenames of the agent's processes on macOS and Linux, newest and older builds, which nobody else uses. */
const OWN_NAMES: readonly string[] = [
  "wdavdaemon",
  "wdavdaemon_enterprise",
  "wdavdaemon_unprivileged",
  "wdavdaemonclient",
  "mde_netfilter",
  "mdatp_audisp_plugin",
  "mdatp",
];
/** Basenames that others may use as well: where the whole path is known, it decides. */
const COMMON_NAMES: readonly string[] = ["epsext", "netext", "telemetryd_v1", "telemetryd_v2"];

/** Everything that runs from here is the agent's: its window, helpers of it, and what a later build may add. */
const AGENT_FOLDERS: readonly string[] = [
  "/Applications/Microsoft Defender.app",
  "/Library/Application Support/Microsoft/Defender",
  "/Library/Application Support/Microsoft/DLP",
  "/opt/microsoft/mdatp",
];
/** Programs and bundles whose names begin so, the system extensions for instance. */
const AGENT_FAMILIES: readonly string[] = ["com.microsoft.wdav.", "com.microsoft.dlp."];
/** Bundles of the vendor are installed here. */
const SYSTEM_LIBRARY = "/Library/";

/** The label of the questions that the harness asks the agent itself: they are no part of what the agent costs. */
export const OWN_QUESTIONS = "own questions";

/** What counts as an agent process. */
export interface ProcessFilter {
  /** Exact basenames. */
  readonly names: readonly string[];
  /** Those that count only where the path is not known, or lies where the agent's programs do. */
  readonly commonNames: readonly string[];
  /** Beginnings of the names of programs and bundles. */
  readonly families: readonly string[];
  /** Every program below one of these counts, whatever its name. */
  readonly folders: readonly string[];
  /** Folder of a simulated device, below which names count and nowhere else; null for a real one. */
  readonly root: string | null;
  /** Our own process: what it starts are our questions. Null where nobody can tell. */
  readonly ownPid: number | null;
}

/** What counts on this device. */
export function agentFilter(root: string | null, ownPid: number | null): ProcessFilter {
  return {
    names: OWN_NAMES,
    commonNames: COMMON_NAMES,
    families: AGENT_FAMILIES,
    folders: root === null ? AGENT_FOLDERS : [],
    root,
    ownPid,
  };
}

/** On Linux three daemons run one program; the first argument tells them apart. */
const ROLES: ReadonlySet<string> = new Set(["edr", "unprivileged"]);

/** The label of a process, null when it is not the agent's. `argv[0]` is its path as it was started. */
export function labelProcess(
  argv: readonly string[],
  filter: Omit<ProcessFilter, "ownPid">,
): string | null {
  const path = argv[0] ?? "";
  const name = path.slice(path.lastIndexOf("/") + 1);
  // A path that is known would have told: `netext` elsewhere is somebody else's.
  const mayBe = filter.commonNames.includes(name) && (filter.root !== null || !path.startsWith("/"));
  if (!mayBe && !isNamedSo(name, filter) && !isPlacedSo(path, filter)) return null;
  if (filter.root !== null && !path.startsWith(`${filter.root}/`)) return null;
  const role = argv[1] ?? "";
  return name === "wdavdaemon" && ROLES.has(role) ? `${name} ${role}` : name;
}

function isNamedSo(name: string, { names, families }: Pick<ProcessFilter, "names" | "families">): boolean {
  return names.includes(name) || families.some((family) => name.startsWith(family));
}

function isPlacedSo(
  path: string,
  { folders, families }: Pick<ProcessFilter, "folders" | "families">,
): boolean {
  return folders.some((folder) => path.startsWith(`${folder}/`)) ||
    path.startsWith(SYSTEM_LIBRARY) &&
      path.split("/").some((part) => families.some((family) => part.startsWith(family)));
}

/** A question may be asked through a shell or two. */
const MOST_PARENTS = 4;

/** The agent's command line: only this is a question. A simulated device runs below our own process as a whole. */
const CLIENTS: ReadonlySet<string> = new Set(["mdatp", "wdavdaemonclient"]);

/**
 * The label of a process of the agent, in which our own questions stand apart from those of others. `parentOf` gives
 * null for what has ended or is not shown.
 */
export function labelOf(
  { pid, label }: { readonly pid: number; readonly label: string },
  filter: Pick<ProcessFilter, "ownPid">,
  parentOf: (pid: number) => number | null,
): string {
  return CLIENTS.has(label) && isStartedByUs(pid, filter, parentOf) ? OWN_QUESTIONS : label;
}

function isStartedByUs(
  pid: number,
  { ownPid }: Pick<ProcessFilter, "ownPid">,
  parentOf: (pid: number) => number | null,
): boolean {
  let at: number | null = pid;
  for (let step = 0; step < MOST_PARENTS && ownPid !== null && at !== null && at > 1; step++) {
    at = parentOf(at);
    if (at === ownPid) return true;
  }
  return false;
}
