// How the programs of the simulated agent are started: flags that keep them off the network and from asking questions,
// and paths that survive quoting.

/** Flags of every program, before its permissions. */
export const PROGRAM_FLAGS = ["--quiet", "--no-prompt", "--no-lock", "--cached-only", "--no-check"] as const;

/** Where a program of the simulator lies. */
export function programPath(name: string): string {
  return decodeURIComponent(new URL(`../${name}`, import.meta.url).pathname);
}

/** A path in a permission flag, where a comma separates and two stand for one. */
export function permissionPath(path: string): string {
  return path.replaceAll(",", ",,");
}

/** A word as a shell takes it literally. */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The script at ROOT/bin/mdatp; `calls` is the folder where the core of that device answers. */
export function commandLine(calls: string): string {
  return `#!/bin/sh\ncalls=${shellQuote(calls)}\n. ${shellQuote(programPath("mdatp.sh"))}\n`;
}
