// UUIDs derived from a name, so that the same input gives the same profile (RFC 9562, version 5: SHA-1).

/** Namespace of this tool's profiles; made once at random, never to change. */
const NAMESPACE = "6f0c9d3e-5a41-4c0b-9d27-2f1b6a7c8e54";

/** A version 5 UUID in capitals, as Apple's tools write them. */
export async function deriveUuid(name: string): Promise<string> {
  const namespace = Uint8Array.fromHex(NAMESPACE.replaceAll("-", ""));
  const input = new Uint8Array([...namespace, ...new TextEncoder().encode(name)]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-1", input)).slice(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toHex().toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
