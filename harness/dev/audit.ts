// `deno task audit`: holds what is locked against the advisories of the registry, where it can be asked. Exit 0: none is
// known; 1: there are some; 3: it could not be asked, which shows nothing.

const LOCKS = ["deno.lock", "harness/dev/deno.lock"] as const;

if (import.meta.main) Deno.exitCode = Math.max(...LOCKS.map(audit));

function audit(lock: string): number {
  const { success, stdout, stderr } = new Deno.Command(Deno.execPath(), {
    args: ["audit", "--quiet", "--frozen", `--lock=${lock}`],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).outputSync();
  const decoder = new TextDecoder();
  const found = decoder.decode(stdout).trim();
  if (success) return say(`${lock}: no advisory is known`, 0);
  if (found !== "") return say(`${lock}:\n${found}`, 1);
  const [why] = decoder.decode(stderr).trim().split("\n", 1);
  return say(`${lock}: the registry could not be asked, so nothing is known (${why})`, 3);
}

function say(line: string, code: number): number {
  // deno-lint-ignore no-console -- a program for people
  console.log(line);
  return code;
}
