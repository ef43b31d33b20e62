// Takes an output out of what people and their programs put around it: fences of Markdown, of Jira and of pages, quotes of
// a mail, lines of the terminal. Where output stands inside and outside, nothing is taken out: all of it is there to be read.

/** Lines that an agent prints, and no sentence is like. */
const PRINTED =
  /^\s*(?:[a-z]+(?:_[a-z0-9]+)+\s*:|(?:healthy|licensed)\s*:|I[dD]\s*:\s*"|No (?:threats|exclusions)\b|Excluded \w|Product version|\{\s*")/m;

/** What opens a block, and what closes it. */
const FENCES: readonly (readonly [opens: RegExp, closes: RegExp])[] = [
  [/^\s*`{3,}(.*)$/, /`{3,}\s*$/],
  [/^\s*~{3,}(.*)$/, /~{3,}\s*$/],
  [/^\s*\{(?:code|noformat|quote)(?::[^}]*)?\}(.*)$/i, /\{(?:code|noformat|quote)\}\s*$/i],
  [/^\s*<(?:pre|code)\b[^>]*>(.*)$/i, /<\/(?:pre|code)>\s*$/i],
];
/** Name of a language behind the sign of a fence. */
const LANGUAGE = /^\s*[\w.+-]{0,20}\s*$/;

/** What terminals and shells say around a session. */
const AROUND =
  /^(?:Script (?:started|done)\b.*|Last login: .*|(?:real|user|sys)\s+\d+m[\d.,]+s|\[(?:Process completed|exited)\]|Saving session\.\.\.|\.\.\.(?:copying shared|saving) history\.\.\..*|\.\.\.completed\.|logout|Password:)\s*$/;

/** The text without what stands around an output; as it is where that cannot be told. */
export function unwrapPasted(text: string): string {
  let plain = text;
  if (/[\u00a0\u202f\u200b-\u200d\u2060]/.test(plain)) {
    plain = plain.replace(/[\u00a0\u202f]/g, " ").replace(/[\u200b-\u200d\u2060]/g, "");
  }
  if (plain.includes("：")) plain = plain.replace(/^([ \t]*[A-Za-z_ ]{1,60})：/gm, "$1:");
  if (plain.includes("«")) plain = plain.replace(/«\s?([^«»\n]{0,300}?)\s?»/g, '"$1"');
  // Colours as `cat -v` and some web pages write them.
  if (plain.includes("^[[")) plain = plain.replace(/\^\[\[[\d;?]*[A-Za-z]/g, "");
  if (/```|~~~|\{(?:code|noformat|quote)|<(?:pre|code)\b/i.test(plain)) {
    plain = onlyPrinted(plain, insideFences);
  }
  if (/^\s*>/m.test(plain)) plain = onlyPrinted(plain, insideQuotes);
  return plain.split("\n").filter((line) => line.length > 200 || !AROUND.test(line.trim())).join("\n");
}

interface Sorted {
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}

function onlyPrinted(text: string, sort: (lines: readonly string[]) => Sorted): string {
  const { inside, outside } = sort(text.split("\n"));
  const taken = inside.join("\n");
  return PRINTED.test(taken) && !PRINTED.test(outside.join("\n")) ? taken : text;
}

function insideFences(lines: readonly string[]): Sorted {
  const [inside, outside]: [string[], string[]] = [[], []];
  let closes: RegExp | null = null;
  for (const line of lines) {
    let content = line;
    if (closes === null) {
      const opened = FENCES.find(([opens]) => opens.test(line));
      if (opened === undefined) {
        outside.push(line);
        continue;
      }
      closes = opened[1];
      content = opened[0].exec(line)?.[1] ?? "";
      if (LANGUAGE.test(content)) continue;
    }
    const end = content.search(closes);
    if (end !== 0) inside.push(end < 0 ? content : content.slice(0, end));
    if (end >= 0) closes = null;
  }
  return { inside, outside };
}

function insideQuotes(lines: readonly string[]): Sorted {
  const isQuoted = (line: string) => /^\s*>/.test(line);
  return {
    inside: lines.filter(isQuoted).map((line) => line.replace(/^\s*(?:> ?)+/, "")),
    outside: lines.filter((line) => !isQuoted(line)),
  };
}
