// Keys of a configuration profile itself: Apple's `Payload…` keys, as far as a profile for the agent needs them
// (Apple, "Configuration Profile Reference" and "TopLevel", "CommonPayloadKeys" of the device management reference).
import type { FindingSeverity } from "../words/finding.ts";

/** Where a payload key stands: on the profile as a whole, on one payload in it, or on both. */
export type PayloadLevel = "profile" | "payload";

/** What is known of one payload key. */
export interface PayloadKey {
  readonly name: string;
  readonly type: "string" | "boolean" | "integer" | "array" | "dict" | "date" | "data" | "real" | "any";
  readonly levels: readonly PayloadLevel[];
  /** How bad it is when the key is missing, per level; absent when it may be missing. */
  readonly missing: Partial<Record<PayloadLevel, FindingSeverity>>;
  readonly why: string;
}

const BOTH = ["profile", "payload"] as const;
/** macOS itself takes a payload without them, Apple Business Manager does not (mdatp-xplat issue 257, 2026-09-14). */
const REQUIRED = { profile: "error", payload: "warning" } as const;

/** The keys, in the order in which generated profiles have them. */
export const PAYLOAD_KEYS: readonly PayloadKey[] = [
  row(
    "PayloadUUID",
    "string",
    "Apple requires it; what validates profiles, like Apple Business Manager, refuses the file",
    REQUIRED,
  ),
  row("PayloadType", "string", "without it nobody knows what the payload is for", {
    profile: "error",
    payload: "error",
  }),
  row("PayloadOrganization", "string", "System Settings shows who the profile is from", {
    profile: "info",
    payload: "info",
  }),
  row("PayloadIdentifier", "string", "it tells whether a profile replaces an installed one", REQUIRED),
  row("PayloadDisplayName", "string", "System Settings shows the profile by this name", {
    profile: "warning",
    payload: "info",
  }),
  row("PayloadDescription", "string", "System Settings explains the profile with it", {
    profile: "info",
    payload: "info",
  }),
  row(
    "PayloadVersion",
    "integer",
    "Apple requires it; what validates profiles, like Apple Business Manager, refuses the file",
    REQUIRED,
  ),
  row("PayloadEnabled", "boolean", "the vendor's profile states it, some tools expect it", {
    profile: "info",
    payload: "info",
  }),
  {
    ...row("PayloadRemovalDisallowed", "boolean", "without it a local administrator can remove the profile", {
      profile: "info",
    }),
    levels: ["profile"],
  },
  // Its absence means "User", which has a rule of its own (user-scope).
  { ...row("PayloadScope", "string", "without it the profile is for the user", {}), levels: ["profile"] },
  { ...row("PayloadContent", "any", "the payloads stand in it", { profile: "error" }), levels: BOTH },
  { ...row("PayloadExpirationDate", "date", "", {}), levels: ["profile"] },
  ...["PayloadCertificateUUID", "PayloadCertificateFileName"].map((name) => row(name, "string", "", {})),
];

/** Other keys that Apple allows at the top of a profile. */
export const OTHER_PROFILE_KEYS: ReadonlySet<string> = new Set([
  "ConsentText",
  "DurationUntilRemoval",
  "EncryptedPayloadContent",
  "HasRemovalPasscode",
  "IsEncrypted",
  "RemovalDate",
  "TargetDeviceType",
]);

/** Whether a key is Apple's and not a setting of the agent. */
export function isPayloadKey(name: string): boolean {
  return /^payload[A-Z]/i.test(name);
}

/** The row of a payload key, or null. */
export function findPayloadKey(name: string): PayloadKey | null {
  return PAYLOAD_KEYS.find((key) => key.name === name) ?? null;
}

function row(
  name: string,
  type: PayloadKey["type"],
  why: string,
  missing: PayloadKey["missing"],
): PayloadKey {
  return { name, type, levels: BOTH, missing, why };
}
