// Whether a build of the agent has expired. The agent's text output gives a local time without a zone.

const DAY_MS = 24 * 60 * 60 * 1000;

/** Outcome of {@linkcode expirationState}; `unclear` when the missing zone decides, or nothing can be read. */
type ExpirationState = "valid" | "expired" | "unclear";

/**
 * Compares `productExpiration` (ISO 8601, with `Z` or without a zone) with now (ISO 8601 in UTC). Without a zone,
 * anything within a day of now is `unclear`.
 */
export function expirationState(productExpiration: string, now: string): ExpirationState {
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(productExpiration);
  const expiresMs = Date.parse(hasZone ? productExpiration : `${productExpiration}Z`);
  const nowMs = Date.parse(now);
  if (Number.isNaN(expiresMs) || Number.isNaN(nowMs)) return "unclear";
  const marginMs = hasZone ? 0 : DAY_MS;
  if (expiresMs - nowMs > marginMs) return "valid";
  return nowMs - expiresMs >= marginMs ? "expired" : "unclear";
}
