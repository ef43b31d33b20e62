// Values as text for messages: whole, in a fixed order of keys, so that two equal values give the same text.

import { inspect } from "node:util";

/** One value on as many lines as it needs. */
export function show(value: unknown): string {
  return inspect(value, {
    depth: Infinity,
    sorted: true,
    compact: false,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    breakLength: 80,
  });
}
