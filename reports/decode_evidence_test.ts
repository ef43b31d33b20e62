import { assertEquals } from "@std/assert";
import { decodeEvidence } from "./decode_evidence.ts";
import { SAMPLE_EVIDENCE } from "./sample_evidence.ts";

Deno.test("decodeEvidence() decodes any bytes and keeps the head", () => {
  const [head] = SAMPLE_EVIDENCE;
  if (head === undefined) throw new Error("unexpected fixture");
  const bytes = { stdout: new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x00]), stderr: new Uint8Array() };
  assertEquals(decodeEvidence(head, bytes), { ...head, stdout: "\ufeffa\ufffd\0", stderr: "" });
});
