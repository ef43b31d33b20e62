// Commands of this program that mean the same device as the run that names them.
import { shellQuote } from "../shell_quote.ts";

/** Values of the options that say which device, and where things lie; those left out are not there. */
export interface GivenWords {
  readonly device?: string | undefined;
  readonly mdatp?: string | undefined;
  readonly platform?: string | undefined;
  readonly policy?: string | undefined;
  readonly state?: string | undefined;
  readonly out?: string | undefined;
  /** The run was started with sudo, and what undoes it has to be. */
  readonly sudo?: boolean | undefined;
}

const ORDER = ["device", "mdatp", "platform", "policy", "state", "out"] as const;

/** The command with these options behind it, to paste into a shell. */
export function commandWith(command: string, given: GivenWords): string {
  const options = ORDER.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [`--${name} ${shellWord(value)}`];
  });
  return [command, ...options].join(" ");
}

/** `bmverify restore` for one device; it takes neither policy nor folder of bundles. */
export function restoreCommand({ device, mdatp, state, sudo }: GivenWords = {}): string {
  return commandWith(`${sudo === true ? "sudo " : ""}bmverify restore`, { device, mdatp, state });
}

/** A word as a shell takes it, quoted where it has to be. */
export function shellWord(word: string): string {
  return /^[A-Za-z0-9_\/.:=@%+,-]+$/.test(word) ? word : shellQuote(word);
}
