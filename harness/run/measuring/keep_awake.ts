// Keeps the machine awake as long as it is measured: a machine that sleeps in between gives no figures.
import type { Platform } from "../../model/platform.ts";
import type { HeldProgram, ProgramHolder } from "../../ports/program_holder.ts";

/** What keeps a machine awake as long as this process runs. Both end with it, however it ends. */
export function awakeCommand(platform: Platform, pid: string): readonly [string, ...string[]] {
  if (platform === "darwin") return ["/usr/bin/caffeinate", "-i", "-w", pid];
  return [
    "/usr/bin/systemd-inhibit",
    "--what=idle:sleep",
    "--mode=block",
    "--who=bmverify",
    "--why=A measurement is running",
    "tail",
    `--pid=${pid}`,
    "--follow",
    "/dev/null",
  ];
}

/** What kept it awake to the end; null: nothing did, and why where that is a surprise. */
export interface KeptAwake {
  readonly by: string | null;
  readonly note: string | null;
}

/** Begins to keep it awake; what is returned ends that. */
export function keepAwake(
  holder: ProgramHolder,
  { hostPlatform, ownPid }: { readonly hostPlatform: Platform; readonly ownPid: number },
): () => Promise<KeptAwake> {
  const command = awakeCommand(hostPlatform, String(ownPid));
  const by = command.join(" ");
  // Many Linux machines have no such thing and never sleep.
  const without = (why: string): KeptAwake => ({
    by: null,
    note: hostPlatform === "darwin" ? `Nothing kept the machine awake: ${why}` : null,
  });
  let held: HeldProgram;
  try {
    held = holder.hold(command);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return () => Promise.resolve(without(why));
  }
  return async () => {
    const lasted = held.isRunning();
    await held.end();
    return lasted ? { by, note: null } : without(`"${by}" ended before the measurement did`);
  };
}
