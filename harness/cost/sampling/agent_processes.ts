// Which processes belong to the agent, and what each is called. Exact basenames only: a prefix would add up
// three daemons.

/** Basenames of the agent's processes on macOS and Linux, newest and older builds. */
export const AGENT_PROCESS_NAMES = [
  "wdavdaemon",
  "wdavdaemon_enterprise",
  "wdavdaemon_unprivileged",
  "epsext",
  "netext",
  "telemetryd_v1",
  "telemetryd_v2",
  "mde_netfilter",
  "mdatp_audisp_plugin",
] as const;

/** What counts as an agent process. */
export interface ProcessFilter {
  readonly names: readonly string[];
  /** Folder of a simulated device; null for a real one. */
  readonly root: string | null;
}

/** On Linux three daemons run one program; the first argument tells them apart. */
const ROLES: ReadonlySet<string> = new Set(["edr", "unprivileged"]);

/** The label of a process, null when it is not the agent's. `argv[0]` is its path as it was started. */
export function labelProcess(argv: readonly string[], filter: ProcessFilter): string | null {
  const path = argv[0] ?? "";
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (!filter.names.includes(name)) return null;
  if (filter.root !== null && !path.startsWith(`${filter.root}/`)) return null;
  const role = argv[1] ?? "";
  return name === "wdavdaemon" && ROLES.has(role) ? `${name} ${role}` : name;
}
