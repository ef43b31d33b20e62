// A release ring for people: the agent's word, and the vendor's name for it.

/** The vendor's names for people, by the agent's word. */
const RING_TITLES: Readonly<Record<string, string>> = {
  insiderfast: "Beta",
  insiderslow: "Preview",
  external: "Preview",
  production: "Current",
};

/** `"Production" (Current)`; null is a ring that the agent does not print. */
export function ringInWords(ring: string | null): string {
  if (ring === null) return "not printed";
  const title = RING_TITLES[ring.toLowerCase()];
  return title === undefined ? `"${ring}"` : `"${ring}" (${title})`;
}
