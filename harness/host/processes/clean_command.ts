// The one way in which the product makes programs start: with an environment that is put together here, in a folder
// that nobody else writes in. What the caller's shell holds (start-up files, exported functions, libraries to load,
// options of a runtime, proxies) and what lies in his working folder reaches none of them.
import { runtimePlaces } from "../system/runtime_places.ts";

/** Where the system keeps its own programs; what somebody installed beside them is started by its path or not at all. */
export const SYSTEM_PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

/** All that programs of others see. */
export const CHILD_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: SYSTEM_PATH,
  LC_ALL: "C",
  LANG: "C",
};

/** How a program is started, beside its environment. */
export interface CleanOptions extends Omit<Deno.CommandOptions, "env" | "clearEnv"> {
  /** What this program needs to see of the caller's environment, by value. */
  readonly sees?: Readonly<Record<string, string>>;
}

/** A command that inherits neither environment nor working folder. Programs of ours find the runtime's own cache. */
export function cleanCommand(program: string, { sees, ...options }: CleanOptions): Deno.Command {
  const ofRuntime = program === Deno.execPath() ? runtimePlaces() : {};
  return new Deno.Command(program, {
    cwd: "/",
    ...options,
    clearEnv: true,
    env: { ...CHILD_ENVIRONMENT, ...ofRuntime, ...sees },
  });
}
