// Gives rights of this process back to the runtime. They cannot be had again.
import type { Right } from "../../ports/host.ts";

/** From here on the runtime refuses each of these, whoever asks. */
export function giveUpRights(rights: readonly Right[]): void {
  for (const name of rights) Deno.permissions.revokeSync({ name });
}
