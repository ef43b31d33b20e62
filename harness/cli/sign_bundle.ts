// Signs the list of checksums of a bundle, and checks such a signature: for `verify --sign` and `report`.
import { namedKeys, openEnvelope, signEnvelope } from "../../reports/stored/dsse.ts";
import {
  type PublicKey,
  readPublicKey,
  readSigningKey,
  type SigningKey,
} from "../../reports/stored/signing_key.ts";
import { findOtherSubject, testResultStatement } from "../../reports/stored/test_result_statement.ts";
import type { RunRecord } from "../model/record/run_record.ts";
import { CHECKSUMS_FILE, SIGNATURE_FILE } from "../ports/bundle_files.ts";
import type { Host } from "../ports/host.ts";

/** @throws HarnessError `parse/input-unreadable`, `signature/key-unusable`. */
export async function loadSigningKey(host: Pick<Host, "readInput">, path: string): Promise<SigningKey> {
  return await readSigningKey(new TextDecoder().decode(await host.readInput(path)));
}

/** @throws HarnessError `parse/input-unreadable`, `signature/key-unusable`. */
export async function loadPublicKey(host: Pick<Host, "readInput">, path: string): Promise<PublicKey> {
  return await readPublicKey(new TextDecoder().decode(await host.readInput(path)));
}

/** Writes the signature into a sealed bundle and gives a sentence that says so. */
export async function signBundle(
  { bundleFiles }: Pick<Host, "bundleFiles">,
  { folder, record, key }: {
    readonly folder: string;
    readonly record: RunRecord;
    readonly key: SigningKey;
  },
): Promise<string> {
  const [sums, events] = await Promise.all(
    [CHECKSUMS_FILE, "events.ndjson"].map((path) => bundleFiles.hash(folder, path)),
  );
  const statement = testResultStatement(record, { sums: sums ?? "", events: events ?? "" });
  await bundleFiles.write(folder, SIGNATURE_FILE, await signEnvelope(statement, key));
  return `Signed by the key ${key.publicKey.id} in ${SIGNATURE_FILE}`;
}

/** What a look at the signature of a bundle comes to. */
export interface SignatureCheck {
  /** What is wrong, one sentence each. */
  readonly changes: readonly string[];
  readonly sentence: string;
}

/** Holds the signature against the list of checksums; without a key nothing can be said of it. */
export async function checkSignature(
  { bundleFiles }: Pick<Host, "bundleFiles">,
  { folder, paths, sumsSha256, key }: {
    readonly folder: string;
    readonly paths: readonly string[];
    readonly sumsSha256: string | null;
    readonly key: PublicKey | null;
  },
): Promise<SignatureCheck> {
  const wrong = (why: string): SignatureCheck => ({ changes: [`${SIGNATURE_FILE}: ${why}`], sentence: "" });
  if (!paths.includes(SIGNATURE_FILE)) {
    return key === null ? { changes: [], sentence: "Nobody signed it." } : wrong("the bundle is not signed");
  }
  const text = new TextDecoder().decode(await bundleFiles.read(folder, SIGNATURE_FILE));
  if (key === null) {
    const names = namedKeys(text)?.join(", ") || "no key";
    return { changes: [], sentence: `A signature names ${names}; it was not checked: --key PUB does that.` };
  }
  const opened = await openEnvelope(text, key);
  if (opened.kind === "refused") return wrong(opened.why);
  const other = sumsSha256 === null
    ? `there is no ${CHECKSUMS_FILE}`
    : findOtherSubject(opened.payload, sumsSha256);
  if (other !== null) return wrong(other);
  const sentence =
    `The signature over ${CHECKSUMS_FILE} is by the key ${key.id}: whoever holds its private half signed these files.`;
  return { changes: [], sentence };
}
