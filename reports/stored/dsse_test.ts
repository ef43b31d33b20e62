import { assertEquals, assertStringIncludes } from "@std/assert";
// Somebody else's reading of the same format.
import { crypto as sigstore, dsse } from "@sigstore/core";
import { Buffer } from "node:buffer";
import { namedKeys, openEnvelope, signEnvelope } from "./dsse.ts";
import { readPublicKey, readSigningKey, type SigningKey } from "./signing_key.ts";

const PAYLOAD_TYPE = "application/vnd.in-toto+json";
/** Secret, public, message and signature of TEST 1 to 3 in RFC 8032, section 7.1. */
const RFC_8032 = [
  [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
] as const;

function pem(label: string, head: string, raw: string): string {
  const body = Uint8Array.fromHex(head + raw).toBase64();
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
}

const privatePem = (secret: string) => pem("PRIVATE KEY", "302e020100300506032b657004220420", secret);
const publicPem = (raw: string) => pem("PUBLIC KEY", "302a300506032b6570032100", raw);

function keyOf(index: 0 | 1 | 2): Promise<SigningKey> {
  return readSigningKey(privatePem(RFC_8032[index][0]));
}

Deno.test("readSigningKey() gives the signatures of RFC 8032", async () => {
  for (const [secret, raw, message, signature] of RFC_8032) {
    const { key, publicKey } = await readSigningKey(privatePem(secret));
    const bytes = Uint8Array.fromHex(message);
    assertEquals(new Uint8Array(await crypto.subtle.sign("Ed25519", key, bytes)).toHex(), signature);
    assertEquals(publicKey.id, (await readPublicKey(publicPem(raw))).id);
  }
});

Deno.test("openEnvelope() gives back what was signed, and nothing to another key", async () => {
  const [mine, other] = [await keyOf(0), await keyOf(1)];
  const text = await signEnvelope('{"ö":1}', mine);
  assertEquals(await openEnvelope(text, mine.publicKey), { kind: "signed", payload: '{"ö":1}' });
  assertEquals(namedKeys(text), [mine.publicKey.id]);
  const refused = await openEnvelope(text, other.publicKey);
  assertStringIncludes(refused.kind === "refused" ? refused.why : "", other.publicKey.id);
});

Deno.test("signEnvelope() writes what another implementation of DSSE takes for signed", async () => {
  const [, raw] = RFC_8032[0];
  const { payload, payloadType, signatures } = JSON.parse(await signEnvelope("{}", await keyOf(0)));
  assertEquals(payloadType, PAYLOAD_TYPE);
  const signed = dsse.preAuthEncoding(payloadType, Buffer.from(payload, "base64"));
  const key = sigstore.createPublicKey(publicPem(raw));
  const signature = Buffer.from(signatures[0].sig, "base64");
  assertEquals(sigstore.verify(signed, key, signature), true);
  assertEquals(sigstore.verify(Buffer.concat([signed, Buffer.from(" ")]), key, signature), false);
});

Deno.test("openEnvelope() refuses an envelope in which anything was changed", async () => {
  const mine = await keyOf(0);
  const envelope = JSON.parse(await signEnvelope('{"result":"FAILED"}', mine));
  const changed: readonly unknown[] = [
    { ...envelope, payload: btoa('{"result":"PASSED"}') },
    { ...envelope, payloadType: "text/plain" },
    { ...envelope, signatures: [] },
    { ...envelope, signatures: [{ ...envelope.signatures[0], sig: "" }] },
    { ...envelope, signatures: [{ ...envelope.signatures[0], sig: "!" }] },
    { ...envelope, payload: 7 },
    null,
    [],
  ];
  for (const one of changed) {
    const { kind } = await openEnvelope(JSON.stringify(one), mine.publicKey);
    assertEquals(kind, "refused", JSON.stringify(one));
  }
  assertEquals((await openEnvelope("{", mine.publicKey)).kind, "refused");
});
