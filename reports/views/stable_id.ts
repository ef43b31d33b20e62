// Ids that come out the same each time the same thing is reported, so that a second send is seen as the same event.
import { createHash } from "node:crypto";

/** Lower-case hex digits of the SHA-256 of some parts, `bytes` long. Parts cannot run into each other. */
export function stableId(parts: readonly (string | number)[], bytes: number): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, bytes * 2);
}

/** The same as a UUID of version 8 (RFC 9562: made from what the vendor likes). */
export function stableUuid(parts: readonly (string | number)[]): string {
  const hex = stableId(parts, 16);
  const variant = (Number.parseInt(hex[16] ?? "0", 16) & 0x3 | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
