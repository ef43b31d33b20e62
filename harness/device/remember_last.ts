// A parser that does not parse what it parsed last: an agent that is asked again and again mostly says the same.
import { equalBytes } from "../model/equal_bytes.ts";

/** The same value for the same bytes, as long as no others come in between. What cannot be parsed is not remembered. */
export function rememberLast<T>(parse: (stdout: Uint8Array) => T): (stdout: Uint8Array) => T {
  let last: { readonly stdout: Uint8Array; readonly value: T } | null = null;
  return (stdout) => {
    if (last === null || !equalBytes(last.stdout, stdout)) last = { stdout, value: parse(stdout) };
    return last.value;
  };
}
