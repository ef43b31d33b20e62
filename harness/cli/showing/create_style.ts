// Emphasis for the terminal. Colour is decided by the caller: chalk itself does not honour NO_COLOR.
import { PLAIN_STYLE, type Style } from "../../model/text/style.ts";

/** A style with colour, or the plain one. Loads the colour library only when it is needed. */
export async function createStyle(colour: boolean): Promise<Style> {
  if (!colour) return PLAIN_STYLE;
  const { Chalk } = await import(import.meta.resolve("chalk")) as typeof import("chalk");
  const { bold, dim, red, green, yellow, cyan } = new Chalk({ level: 1 });
  return { bold, dim, red, green, yellow, cyan };
}
