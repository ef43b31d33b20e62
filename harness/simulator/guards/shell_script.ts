// Reads a shell's command line and the script it runs: which script that is, and which files it writes. Text only; a
// script that puts paths together from variables is not seen through.

const SHELLS = new Set(["bash", "dash", "ksh", "sh", "zsh"]);
const OPTIONS_WITH_VALUE = new Set(["--init-file", "--rcfile", "+O", "-O", "+o", "-o"]);
const MOST_BLANKS_IN_A_PATH = 20;

/** Where a shell's commands stand. */
type ScriptSource =
  /** The text behind `-c`. */
  | { readonly kind: "text"; readonly text: string }
  /** A file. Blanks in its path cannot be told from those between arguments: shortest guess first. */
  | { readonly kind: "file"; readonly paths: readonly string[] };

/** The script of a shell, from its arguments as `ps` prints them; null for other programs and interactive shells. */
export function scriptSource(args: string): ScriptSource | null {
  const [program = "", ...rest] = args.split(" ");
  if (!SHELLS.has(program.slice(program.lastIndexOf("/") + 1).replace(/^-/, ""))) return null;
  let at = 0;
  for (; at < rest.length; at++) {
    const word = rest[at] ?? "";
    if (word === "--") {
      at++;
      break;
    }
    if (!/^[-+]./.test(word)) break;
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(word)) return { kind: "text", text: rest.slice(at + 1).join(" ") };
    if (OPTIONS_WITH_VALUE.has(word)) at++;
  }
  const words = rest.slice(at);
  if (words.length === 0 || words[0] === "") return null;
  const paths = words.slice(0, MOST_BLANKS_IN_A_PATH).map((_, last) => words.slice(0, last + 1).join(" "));
  return { kind: "file", paths };
}

const WORD = /(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\\.|[^\s;&|<>()"'\\])+/;
const TARGET = new RegExp(`(?:>>?\\|?|\\btee(?:\\s+-a)?)\\s*(${WORD.source})`, "g");

/** The absolute paths that a script writes with `>`, `>>` or `tee`, in the order in which they stand there. */
export function writtenPaths(script: string): readonly string[] {
  const paths: string[] = [];
  for (const [, word = ""] of script.matchAll(TARGET)) {
    const path = unquote(word);
    if (path.startsWith("/")) paths.push(path);
  }
  return paths;
}

/** A word as the shell takes it: quotes and backslashes resolved piece by piece. */
function unquote(word: string): string {
  return word.replace(
    /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g,
    (_, double?: string, single?: string, escaped?: string) =>
      double?.replace(/\\(["$`\\])/g, "$1") ?? single ?? escaped ?? "",
  );
}
