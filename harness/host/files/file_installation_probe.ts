// Looks at what is on the disk where the agent should be, without running it.
import type { Installation, InstallationProbe } from "../../ports/device.ts";

const APP = "Applications/Microsoft Defender.app";
const EXECUTABLE_BY_ANYBODY = 0o111;

/** Installation probe on the file system. */
export class FileInstallationProbe implements InstallationProbe {
  async probe(agentPath: string): Promise<Installation> {
    try {
      const { isFile, mode } = await Deno.stat(agentPath);
      if (!isFile) return { kind: "not-executable", why: "it is not a file" };
      if (((mode ?? 0) & EXECUTABLE_BY_ANYBODY) === 0) {
        return { kind: "not-executable", why: "it has no right to be executed" };
      }
      return { kind: "installed" };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) return { kind: "not-executable", why: String(error) };
      return await findShim(agentPath) ?? { kind: "absent" };
    }
  }
}

/** Microsoft 365 installs an app bundle with nothing but a launcher where the agent would have its app. */
async function findShim(agentPath: string): Promise<Installation | null> {
  for (const root of [rootOf(agentPath), ""]) {
    const launcher = `${root}/${APP}/Contents/MacOS/launcher`;
    const info = await Deno.stat(launcher).catch(() => null);
    if (info?.isFile === true) return { kind: "shim", path: `${root}/${APP}` };
  }
  return null;
}

/** Root of the system that the agent is installed in: that of `ROOT/usr/local/bin/mdatp` or `ROOT/bin/mdatp`. */
function rootOf(agentPath: string): string {
  return agentPath.replace(/(\/usr(\/local)?)?\/bin\/[^/]+$/, "");
}
