// Where the runtime that this program runs in keeps its things, for programs of ours that start in it as well.
import { temporaryFolder } from "../files/temporary_folder.ts";

/** What says where the cache of the runtime is: this program came from there, so nothing else is trusted than was. */
const PLACES = ["DENO_DIR", "XDG_CACHE_HOME", "HOME"] as const;

/** The environment of a program that starts in our runtime, beyond that of every program. */
export function runtimePlaces(): Readonly<Record<string, string>> {
  const given = PLACES.map((name) => [name, Deno.env.get(name) ?? ""] as const);
  return {
    ...Object.fromEntries(given.filter(([, value]) => value.startsWith("/"))),
    TMPDIR: temporaryFolder(),
    NO_COLOR: "1",
    DENO_NO_UPDATE_CHECK: "1",
  };
}
