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

/**
 * The script behind ROOT/bin/mdatp: runs the command line program on that device. `exec`, so that whoever
 * kills it kills the program.
 */
export function mdatpWrapper({ deno, root }: { readonly deno: string; readonly root: string }): string {
  const words = [
    deno,
    "run",
    ...PROGRAM_FLAGS,
    `--allow-read=${permissionPath(root)}`,
    `--allow-write=${permissionPath(`${root}/state/settings`)}`,
    programPath("mdatp_program.ts"),
    root,
  ];
  return `#!/bin/sh\nexec ${words.map(shellQuote).join(" ")} "$@"\n`;
}
