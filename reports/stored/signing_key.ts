// Ed25519 keys as `ssh-keygen` and `openssl` write them: OpenSSH's own format and PEM (PKCS 8, SPKI; RFC 8410). Keys are
// read from text; no passphrase is asked for.
import { HarnessError } from "../../harness/model/harness_error.ts";

/** A key that checks signatures. */
export interface PublicKey {
  readonly key: CryptoKey;
  /** The fingerprint that `ssh-keygen -l` prints: `SHA256:` and the digest in base64. */
  readonly id: string;
}

/** A key that signs, with the one that checks it. */
export interface SigningKey {
  readonly key: CryptoKey;
  readonly publicKey: PublicKey;
}

const ED25519 = "Ed25519";
const SSH_ED25519 = "ssh-ed25519";
const RAW_LENGTH = 32;
/** What stands before the 32 bytes of a private key in PKCS 8 (RFC 8410, section 7). */
const PKCS8_HEAD = Uint8Array.fromHex("302e020100300506032b657004220420");
const OPENSSH_MAGIC = "openssh-key-v1\0";

/** @throws HarnessError `signature/key-unusable`. */
export async function readSigningKey(text: string): Promise<SigningKey> {
  const { label, bytes } = readPem(text) ?? refuse("it is no private key in the form of OpenSSH or PEM");
  if (label === "OPENSSH PRIVATE KEY") {
    const { seed, raw } = readOpenSsh(bytes);
    return await importPrivate(concat(PKCS8_HEAD, seed), raw);
  }
  if (label === "ENCRYPTED PRIVATE KEY") refuse(ENCRYPTED);
  if (label !== "PRIVATE KEY") refuse(`a private Ed25519 key is needed, and this is "${label}"`);
  return await importPrivate(bytes, null);
}

/** @throws HarnessError `signature/key-unusable`. */
export async function readPublicKey(text: string): Promise<PublicKey> {
  const pem = readPem(text);
  if (pem === null) return await importRaw(readOpenSshLine(text));
  if (pem.label.endsWith("PRIVATE KEY")) refuse("it is a private key, and the public one is needed");
  if (pem.label !== "PUBLIC KEY") refuse(`a public Ed25519 key is needed, and this is "${pem.label}"`);
  const key = await crypto.subtle.importKey("spki", pem.bytes, ED25519, true, ["verify"]).catch(notEd25519);
  return await identify(key);
}

const ENCRYPTED = "it is encrypted, and no passphrase is asked for";

function refuse(why: string, cause?: unknown): never {
  throw new HarnessError("signature/key-unusable", `Cannot use the key: ${why}`, {
    hint: "Make one with \"ssh-keygen -t ed25519 -N '' -f KEY\"; the public one is KEY.pub",
    cause,
  });
}

function notEd25519(cause: unknown): never {
  return refuse("it is no Ed25519 key", cause);
}

function readPem(text: string): { readonly label: string; readonly bytes: Uint8Array<ArrayBuffer> } | null {
  const [, label, body] = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n([\s\S]*?)-----END \1-----/.exec(text) ?? [];
  if (label === undefined || body === undefined) return null;
  if (/^Proc-Type:.*ENCRYPTED/m.test(body)) refuse(ENCRYPTED);
  return { label, bytes: fromBase64(body) };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(text);
  } catch (error) {
    return refuse("its base64 cannot be read", error);
  }
}

/** A line of `KEY.pub`: the type, the key in base64, a comment. */
function readOpenSshLine(text: string): Uint8Array<ArrayBuffer> {
  const [type = "", base64 = ""] = text.trim().split(/\s+/);
  if (type !== SSH_ED25519) refuse(`a public key of the type ${SSH_ED25519}, or PEM, is needed`);
  return readBlob(fromBase64(base64));
}

/** The raw key inside the form that OpenSSH sends it in (RFC 8709). */
function readBlob(blob: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const reader = new WireReader(blob);
  const type = decode(reader.bytes());
  return type === SSH_ED25519
    ? reader.bytes(RAW_LENGTH)
    : refuse(`it is of the type "${type}", not ${SSH_ED25519}`);
}

/** OpenSSH's own file (PROTOCOL.key of its sources). */
function readOpenSsh(
  file: Uint8Array<ArrayBuffer>,
): { readonly seed: Uint8Array<ArrayBuffer>; readonly raw: Uint8Array<ArrayBuffer> } {
  if (decode(file.slice(0, OPENSSH_MAGIC.length)) !== OPENSSH_MAGIC) refuse("its form is not known");
  const reader = new WireReader(file.slice(OPENSSH_MAGIC.length));
  const cipher = decode(reader.bytes());
  reader.bytes();
  reader.bytes();
  if (reader.number() !== 1) refuse("its file does not hold one key");
  const raw = readBlob(reader.bytes());
  if (cipher !== "none") refuse(ENCRYPTED);
  const secret = new WireReader(reader.bytes());
  if (secret.number() !== secret.number()) refuse("its file is damaged");
  const type = decode(secret.bytes());
  if (type !== SSH_ED25519) refuse(`it is of the type "${type}", not ${SSH_ED25519}`);
  secret.bytes(RAW_LENGTH);
  return { seed: secret.bytes(2 * RAW_LENGTH).slice(0, RAW_LENGTH), raw };
}

/** `expected` is the public half that stands beside the private one, where it does. */
async function importPrivate(
  pkcs8: Uint8Array<ArrayBuffer>,
  expected: Uint8Array<ArrayBuffer> | null,
): Promise<SigningKey> {
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, ED25519, true, ["sign"]).catch(notEd25519);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  const raw = Uint8Array.fromBase64(x, { alphabet: "base64url" });
  if (expected !== null && raw.toHex() !== expected.toHex()) refuse("its two halves do not belong together");
  return { key, publicKey: await importRaw(raw) };
}

async function importRaw(raw: Uint8Array<ArrayBuffer>): Promise<PublicKey> {
  return await identify(
    await crypto.subtle.importKey("raw", raw, ED25519, true, ["verify"]).catch(notEd25519),
  );
}

async function identify(key: CryptoKey): Promise<PublicKey> {
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", key));
  const type = new TextEncoder().encode(SSH_ED25519);
  const blob = concat(lengthOf(type), type, lengthOf(raw), raw);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", blob));
  return { key, id: `SHA256:${digest.toBase64({ omitPadding: true })}` };
}

/** Strings with their length before them in four bytes, as OpenSSH writes them (RFC 4251, section 5). */
class WireReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #offset = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  number(): number {
    const at = this.#offset;
    if (at + 4 > this.#bytes.length) refuse("its file is cut short");
    this.#offset += 4;
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset + at, 4).getUint32(0);
  }

  bytes(wanted?: number): Uint8Array<ArrayBuffer> {
    const length = this.number();
    const start = this.#offset;
    if (start + length > this.#bytes.length) refuse("its file is cut short");
    if (wanted !== undefined && length !== wanted) refuse("its length is wrong");
    this.#offset += length;
    return this.#bytes.slice(start, this.#offset);
  }
}

function lengthOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return length;
}

function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
