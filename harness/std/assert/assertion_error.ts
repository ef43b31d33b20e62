// The error every assertion throws.

/** Thrown by a failed assertion. */
export class AssertionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}

/** Ends a message: the caller's own words, or a period. */
export function suffixOf(message: string | undefined): string {
  return message ? `: ${message}` : ".";
}
