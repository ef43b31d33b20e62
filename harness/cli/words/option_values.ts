// Turns the words of options into values; a wrong word is refused with what was received and what is wanted.
import { InvalidArgumentError } from "@commander-js/extra-typings";

const MAX_SECONDS = 24 * 60 * 60;

/** Seconds, decimals allowed, as milliseconds. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === "" || !Number.isFinite(seconds) || seconds < 0 || seconds > MAX_SECONDS) {
    throw new InvalidArgumentError(`Give a number of seconds from 0 to ${MAX_SECONDS}.`);
  }
  return Math.round(seconds * 1000);
}

/** A number of seconds that is more than none. */
export function parsePositiveSeconds(text: string): number {
  const durationMs = parseSeconds(text);
  if (durationMs === 0) throw new InvalidArgumentError("Give a number of seconds above 0.");
  return durationMs;
}

/** A whole number from 1 to 1000. */
export function parseRepeats(text: string): number {
  const repeats = Number(text);
  if (!/^\d+$/.test(text) || repeats < 1 || repeats > 1000) {
    throw new InvalidArgumentError("Give a whole number from 1 to 1000.");
  }
  return repeats;
}

/** Words separated by commas; the option may be given more than once. */
export function collectWords(text: string, previous: readonly string[]): readonly string[] {
  const words = text.split(",").map((word) => word.trim()).filter((word) => word !== "");
  if (words.length === 0) throw new InvalidArgumentError("Give at least one word.");
  return [...previous, ...words];
}

/** One value as it stands; the option may be given more than once. */
export function collectValues(text: string, previous: readonly string[]): readonly string[] {
  return [...previous, text];
}
