import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../harness/model/harness_error.ts";
import { readPublicKey, readSigningKey } from "./signing_key.ts";

/** The first key pair of RFC 8032, section 7.1. */
const SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const RAW = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

function lengthOf(hex: string): string {
  return (hex.length / 2).toString(16).padStart(8, "0") + hex;
}

const hexOf = (text: string) => new TextEncoder().encode(text).toHex();
const BLOB = lengthOf(hexOf("ssh-ed25519")) + lengthOf(RAW);

/** A file of OpenSSH around the key, as PROTOCOL.key says. */
function openSsh(
  change: { readonly cipher?: string; readonly seed?: string; readonly cut?: number } = {},
): string {
  const { cipher = "none", seed = SEED, cut = 0 } = change;
  const secret = "0000000100000001" + lengthOf(hexOf("ssh-ed25519")) + lengthOf(RAW) + lengthOf(seed + RAW) +
    lengthOf("") + "0102030405";
  const file = hexOf("openssh-key-v1\0") + lengthOf(hexOf(cipher)) + lengthOf(hexOf("none")) + lengthOf("") +
    "00000001" + lengthOf(BLOB) + lengthOf(secret);
  const body = Uint8Array.fromHex(file.slice(0, file.length - cut)).toBase64();
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

const SSH_LINE = `ssh-ed25519 ${Uint8Array.fromHex(BLOB).toBase64()} somebody\n`;

async function refusal(read: Promise<unknown>): Promise<string> {
  const { code, message } = await assertRejects(() => read, HarnessError);
  assertEquals(code, "signature/key-unusable");
  return message;
}

Deno.test("readSigningKey() reads a file of OpenSSH, and its public half is the line of its .pub", async () => {
  const { publicKey } = await readSigningKey(openSsh());
  assertEquals(publicKey.id, (await readPublicKey(SSH_LINE)).id);
  assertStringIncludes(publicKey.id, "SHA256:");
});

Deno.test("readSigningKey() says what is wrong with a key", async () => {
  assertStringIncludes(await refusal(readSigningKey(openSsh({ cipher: "aes256-ctr" }))), "encrypted");
  assertStringIncludes(await refusal(readSigningKey(openSsh({ seed: RAW }))), "two halves");
  assertStringIncludes(await refusal(readSigningKey(openSsh({ cut: 80 }))), "cut short");
  assertStringIncludes(await refusal(readSigningKey(SSH_LINE)), "no private key");
  const encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
  assertStringIncludes(await refusal(readSigningKey(encrypted)), "encrypted");
  const other = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
  assertStringIncludes(await refusal(readSigningKey(other)), "no Ed25519 key");
  assertStringIncludes(await refusal(readSigningKey("")), "no private key");
});

Deno.test("readPublicKey() takes no private key, and none of another type", async () => {
  assertStringIncludes(await refusal(readPublicKey(openSsh())), "is a private key");
  assertStringIncludes(await refusal(readPublicKey("ssh-rsa AAAA")), "ssh-ed25519");
  assertStringIncludes(await refusal(readPublicKey("ssh-ed25519 AAAA")), "cut short");
  assertStringIncludes(await refusal(readPublicKey("")), "ssh-ed25519");
});
