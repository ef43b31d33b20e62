// Signed statements in a DSSE envelope (Dead Simple Signing Envelope 1.0.2), with Ed25519 (RFC 8032).
import type { PublicKey, SigningKey } from "./signing_key.ts";

/** What a signed in-toto statement is. */
const PAYLOAD_TYPE = "application/vnd.in-toto+json";

/** The text of an envelope around `payload`. */
export async function signEnvelope(payload: string, { key, publicKey }: SigningKey): Promise<string> {
  const bytes = new TextEncoder().encode(payload);
  const signature = new Uint8Array(await crypto.subtle.sign("Ed25519", key, preAuthEncoding(bytes)));
  const envelope = {
    payloadType: PAYLOAD_TYPE,
    payload: bytes.toBase64(),
    signatures: [{ keyid: publicKey.id, sig: signature.toBase64() }],
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

/** An envelope as it stands: nothing in it is to be believed before {@linkcode openEnvelope}. */
interface Envelope {
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly signatures: readonly { readonly keyId: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/** What is signed, once a signature by the key was found; else why not. */
export type OpenedEnvelope =
  | { readonly kind: "signed"; readonly payload: string }
  | { readonly kind: "refused"; readonly why: string };

/** Checks the envelope with the key. */
export async function openEnvelope(text: string, { key, id }: PublicKey): Promise<OpenedEnvelope> {
  const envelope = parseEnvelope(text);
  if (envelope === null) return { kind: "refused", why: "it is no envelope of a signed in-toto statement" };
  for (const { bytes } of envelope.signatures) {
    if (await crypto.subtle.verify("Ed25519", key, bytes, preAuthEncoding(envelope.payload))) {
      return { kind: "signed", payload: new TextDecoder().decode(envelope.payload) };
    }
  }
  const names = envelope.signatures.map(({ keyId }) => keyId).join(", ") || "nobody";
  return { kind: "refused", why: `no signature in it is by the key ${id}; it names ${names}` };
}

/** Ids of the keys that an envelope names, which nothing proves; null when it is none. */
export function namedKeys(text: string): readonly string[] | null {
  return parseEnvelope(text)?.signatures.map(({ keyId }) => keyId) ?? null;
}

/** What the signature is over: lengths in bytes keep the two parts apart. */
function preAuthEncoding(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(
    `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `,
  );
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
}

function parseEnvelope(text: string): Envelope | null {
  try {
    const { payloadType, payload, signatures } = JSON.parse(text);
    if (payloadType !== PAYLOAD_TYPE || !Array.isArray(signatures)) return null;
    return {
      payload: fromBase64(payload),
      signatures: signatures.map(({ keyid, sig }) => ({
        keyId: String(keyid ?? ""),
        bytes: fromBase64(sig),
      })),
    };
  } catch {
    return null;
  }
}

/** Both alphabets are allowed. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(text, { alphabet: /[-_]/.test(text) ? "base64url" : "base64" });
}
