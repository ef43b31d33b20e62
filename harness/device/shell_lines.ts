// The prompts and commands of a shell, which people paste along with an output.

/** What a line of a shell is; null for a line of the output. */
export type ShellLine = "prompt" | "command" | null;

/** A prompt, a banner or a command is never longer than this; longer lines are not looked at for one. */
export const PROMPT_LENGTH = 400;

const END = String.raw`[$%#❯➜»λ]`;
const WORD = String.raw`[\w.-]{1,64}`;
/** Prompts of the usual shells, up to and with their last character. */
const PROMPTS: readonly RegExp[] = [
  // `$`, `%`, `#`, and the signs of decorated prompts
  new RegExp(String.raw`^(?:\([\w.-]{1,40}\)\s{1,4})?${END}(?=\s|$)`),
  // `bash-3.2$`, `sh-4.2$`
  /^-?[a-z]{0,4}sh-\d[\d.]{0,8}[$%#](?=\s|$)/,
  // `Mac:~ user$`, `host:/tmp user$`, `host:~$`
  new RegExp(String.raw`^${WORD}:\S{1,120}(?:\s${WORD})?[$%#](?=\s|$)`),
  // `user@host ~ %`, `[root@host ~]#`, `user@host:~$`, `user@host ~>`, with the time in front
  /^(?:\([\w.-]{1,40}\)\s{1,4}|\[\d{1,2}:[\d:]{2,5}\]\s{1,4})?\[?[\w.-]{1,64}@[\w.-]{1,64}[\s:][^%$#>]{0,200}[%$#>](?=\s|$)/,
  // `root#`, `mac#`, and that of PowerShell
  /^[a-z][a-z0-9.-]{0,40}#(?=\s|$)/i,
  /^PS\s{1,4}\/\S{0,200}>(?=\s|$)/,
  // `~ %`, `~/Downloads ❯`
  new RegExp(String.raw`^(?:~|~?\/\S{0,120})\s{1,4}${END}(?=\s|$)`),
  // The corners of prompts of two lines
  /^[╭╰┌└](?:─|-){0,3}[^\n]{0,120}?(?:[$%#❯➜»λ](?=\s|$)|$)/,
];

/** The agent's command line with one of its commands, by name or by path. */
const AGENT = String.raw`(?:sudo\s{1,8})?(?:\/[\w./-]{1,200}\/)?mdatp`;
const BARE = new RegExp(String.raw`^${AGENT}(?:\s{1,8}[a-z-]|\s*$)`);
/** Behind a prompt that is nothing but a folder, as decorated ones are: `~/Downloads  mdatp health   ✔`. */
const BEHIND_FOLDER = new RegExp(
  String.raw`^[^\w\s]{0,4}\s{0,4}(?:~|~?\/)\S{0,120}\s{1,8}${AGENT}\s{1,8}[a-z-]`,
);

/** Behind any other prompt that ends in a sign: `user@mac repo git:(main) ✗ mdatp health`, `> mdatp health`. */
const BEHIND_SIGN = new RegExp(String.raw`^[^\n"=|]{0,160}[$%#>❯➜»λ✗✘✔@]\s{1,8}${AGENT}\s{1,8}[a-z-]`);

/** Whether a line, without blanks in front, is a prompt alone or has a command. */
export function shellLineOf(text: string): ShellLine {
  // The account of the agent is called `mdatp` too: in a process list a number follows it.
  if (BARE.test(text) || BEHIND_FOLDER.test(text) || BEHIND_SIGN.test(text)) return "command";
  for (const prompt of PROMPTS) {
    const found = prompt.exec(text);
    if (found !== null) return text.slice(found[0].length).trim() === "" ? "prompt" : "command";
  }
  return null;
}
