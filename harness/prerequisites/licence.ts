// Whether the agent works without a licence or beyond its date: then it stops protecting, and that it does not
// protect is no cause of its own.
import type { Health } from "../model/health.ts";
import { expirationState } from "./expiration.ts";

/** Why protection may have stopped as a consequence; null when there is no such reason. */
export function lapse(health: Health, now: string): "not licensed" | "expired" | null {
  if (health.productExpiration !== null && expirationState(health.productExpiration, now) === "expired") {
    return "expired";
  }
  return health.licensed === false ? "not licensed" : null;
}
