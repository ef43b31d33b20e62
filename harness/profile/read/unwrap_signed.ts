// A signed profile → the property list inside. The signature is not checked: that is the device's job, and only
// the device knows whom it trusts.
import { HarnessError } from "../../model/harness_error.ts";
import { firstSigns } from "../words/first_signs.ts";

const SIGNED_DATA = "1.2.840.113549.1.7.2";
/** DER of the object identifier {@linkcode SIGNED_DATA}. */
const SIGNED_DATA_DER = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const PEM = /-----BEGIN (?:PKCS7|CMS|SIGNED DATA)-----([A-Za-z0-9+/=\s]*)-----END/;

/** Whether bytes look like a CMS signed message (RFC 5652), DER, BER or PEM. */
export function looksSigned(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x30) {
    for (let start = 2; start < 12; start++) {
      if (SIGNED_DATA_DER.every((byte, i) => bytes[start + i] === byte)) return true;
    }
    return false;
  }
  // Anything may stand before the message, but no profile does.
  return bytes[0] !== 0x3c && bytes[0] !== 0x7b && PEM.test(asciiStart(bytes));
}

/**
 * The content of a signed message.
 *
 * @throws HarnessError `profile/unreadable` when it is damaged, encrypted or signed apart from its content.
 */
export async function unwrapSigned(bytes: Uint8Array, fileName: string): Promise<Uint8Array> {
  const asn1 = await import(import.meta.resolve("asn1js")) as typeof import("asn1js");
  const pem = bytes[0] === 0x30 ? null : PEM.exec(new TextDecoder("latin1").decode(bytes));
  try {
    const der = pem === null ? bytes : Uint8Array.fromBase64((pem[1] ?? "").replace(/\s+/g, ""));
    const { result } = asn1.fromBER(der.slice().buffer);
    const signed = childAt(asn1, childAt(asn1, childAt(asn1, result, 1), 0), 2);
    const content = childAt(asn1, childAt(asn1, signed, 1), 0);
    const type = childAt(asn1, result, 0);
    if (!(type instanceof asn1.ObjectIdentifier) || type.getValue() !== SIGNED_DATA) {
      throw new TypeError("it is no signed message");
    }
    if (!(content instanceof asn1.OctetString)) throw new TypeError("it carries no content");
    return new Uint8Array(content.getValue());
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : "unknown fault";
    throw new HarnessError("profile/unreadable", `Cannot unwrap signed profile "${fileName}": ${why}`, {
      hint: "Check the unsigned original instead",
      cause: thrown,
    });
  }
}

type Asn1 = typeof import("asn1js");

function childAt(asn1: Asn1, block: unknown, index: number): unknown {
  if (!(block instanceof asn1.Constructed)) {
    throw new TypeError("its structure is not that of a signed message");
  }
  const child: unknown = block.valueBlock.value[index];
  if (child === undefined) throw new TypeError("it carries no content");
  return child;
}

function asciiStart(bytes: Uint8Array): string {
  return firstSigns(bytes, 4096) +
    (bytes.byteLength > 4096 ? "-----END" : "");
}
