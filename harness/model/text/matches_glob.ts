// Wildcards, matched in time that grows with text times pattern and no faster, whatever the pattern.

/** How {@linkcode matchesGlob} understands a pattern. */
export interface GlobOptions {
  /** A `*` inside the pattern and `?` stop here; null lets them match anything. */
  readonly separator?: string | null;
  /** Also matches what lies below a match: `/tmp` matches `/tmp/a`. Needs a separator. */
  readonly below?: boolean;
  readonly ignoreCase?: boolean;
}

/**
 * Whether the whole text matches: `?` is one character, `*` any number of them. A `**`, and a `*` that ends the
 * pattern, cross the separator.
 */
export function matchesGlob(
  text: string,
  pattern: string,
  { separator = null, below = false, ignoreCase = false }: GlobOptions = {},
): boolean {
  const letters = [...ignoreCase ? text.toLowerCase() : text];
  let reached = [true, ...letters.map(() => false)];
  for (const token of tokensOf(ignoreCase ? pattern.toLowerCase() : pattern)) {
    reached = advance(reached, token, { letters, separator });
    if (!reached.includes(true)) return false;
  }
  if (reached.at(-1) === true) return true;
  return below && reached.some((here, position) => here && letters[position] === separator);
}

interface Token {
  readonly kind: "letter" | "one" | "many" | "all";
  readonly letter: string;
}

function tokensOf(pattern: string): readonly Token[] {
  return (pattern.match(/\*+|[^*]/gu) ?? []).map((letter, index, all): Token => {
    if (letter === "?") return { kind: "one", letter };
    if (!letter.startsWith("*")) return { kind: "letter", letter };
    return { kind: letter.length > 1 || index === all.length - 1 ? "all" : "many", letter };
  });
}

/** The positions that can be reached with one token more. */
function advance(
  reached: readonly boolean[],
  { kind, letter }: Token,
  { letters, separator }: { readonly letters: readonly string[]; readonly separator: string | null },
): boolean[] {
  const next = reached.map(() => false);
  for (let position = 0; position < reached.length; position++) {
    const isMany = kind === "many" || kind === "all";
    if (isMany && reached[position] === true) next[position] = true;
    const from = isMany ? next[position] : reached[position];
    const passed = letters[position];
    if (from !== true || passed === undefined) continue;
    if (kind === "letter" ? passed === letter : kind === "all" || passed !== separator) {
      next[position + 1] = true;
    }
  }
  return next;
}
