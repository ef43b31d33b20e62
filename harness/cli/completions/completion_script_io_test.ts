// The scripts in the shells they are for. Each shell runs the script that the command line prints, and the script asks
// the command line back. A shell that is not installed is named.
import { assertEquals } from "@std/assert";
import { shellQuote } from "../../model/shell_quote.ts";

const MAIN = decodeURIComponent(new URL("../../main.ts", import.meta.url).pathname);
const BMVERIFY = [
  ...[Deno.execPath(), "run", "--quiet", "--no-prompt", "--allow-read", "--allow-write", "--allow-run"],
  ...["--allow-env", "--allow-sys", MAIN],
].map(shellQuote).join(" ");

/** Neither the start-up files of a person nor bash-completion: a shell as it comes. */
const SHELLS = {
  bash: {
    args: ["--norc", "--noprofile", "-c"],
    program: `bmverify() { ${BMVERIFY} "$@"; }
      eval "$(bmverify completions bash)"
      try() { COMP_LINE="$1"; COMP_POINT=\${#1}; _bmverify; printf '%s,' "\${COMPREPLY[@]}"; echo; }
      try 'bmverify verify --device simulated:fl'
      try 'bmverify profile g'
      try 'bmverify verify --reporter=junit,ht'
      COMP_LINE='bmverify check --json'; COMP_POINT=13; _bmverify; echo "\${COMPREPLY[*]}"`,
    // What stands before the colon stays on the line.
    wanted: ["flaky,", "generate,", "junit,html,", "check"],
  },
  zsh: {
    args: ["-f", "-c"],
    program: `bmverify() { ${BMVERIFY} "$@"; }
      compdef() { echo "$@"; }
      _files() { echo files; }
      _describe() { print -rl -- "\${answers[@]}"; }
      eval "$(bmverify completions zsh)"
      words=(bmverify verify --device simulated:fl); CURRENT=4; _bmverify
      words=(bmverify judge ''); CURRENT=3; _bmverify`,
    // A colon that is no end of a value is marked.
    wanted: ["_bmverify bmverify", "simulated\\:flaky:", "files"],
  },
  fish: {
    args: ["--no-config", "-c"],
    program: `function bmverify; ${BMVERIFY} $argv; end
      bmverify completions fish | source
      complete -C 'bmverify verify --device simulated:fl'
      complete -C 'bmverify scenarios sh' | string split -f 1 \\t`,
    wanted: ["simulated:flaky", "show"],
  },
} as const;

for (const [shell, { args, program, wanted }] of Object.entries(SHELLS)) {
  const isThere = await isInstalled(shell);
  Deno.test({
    name: `completions work in ${shell}${isThere ? "" : " (IGNORED: it is not installed)"}`,
    ignore: !isThere,
    fn: async () => {
      const { stdout, stderr } = await new Deno.Command(shell, { args: [...args, program] }).output();
      const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      const lines = decode(stdout).trimEnd().split("\n").map((line) => line.trimEnd());
      assertEquals(lines, [...wanted], decode(stderr));
    },
  });
}

async function isInstalled(shell: string): Promise<boolean> {
  return await new Deno.Command(shell, { args: ["-c", "exit 0"] }).output().then(
    ({ success }) => success,
    () => false,
  );
}
