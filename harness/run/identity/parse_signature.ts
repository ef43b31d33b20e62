// What `codesign --verify --display --verbose=2` says of a program: lines `Key=value` on standard error.
import type { CommandOutput } from "../../ports/command_runner.ts";

/** The vendor's team, which signs the agent on macOS. */
export const VENDOR_TEAM = "UBF8T346G9";

/** A code signature; `isVendors` only when it is whole as well. */
export interface Signature {
  readonly identifier: string | null;
  readonly teamId: string | null;
  readonly isVendors: boolean;
}

/** An unsigned program has neither; a signature whose seal is broken is nobody's. */
export function parseSignature(
  { exitCode, stdout, stderr }: Pick<CommandOutput, "exitCode" | "stdout" | "stderr">,
): Signature {
  const text = `${new TextDecoder().decode(stderr)}\n${new TextDecoder().decode(stdout)}`;
  const valueOf = (key: string): string | null => {
    const value = new RegExp(`^${key}=(.+)$`, "m").exec(text)?.[1]?.trim() ?? null;
    return value === "not set" ? null : value;
  };
  const teamId = valueOf("TeamIdentifier");
  return { identifier: valueOf("Identifier"), teamId, isVendors: exitCode === 0 && teamId === VENDOR_TEAM };
}
