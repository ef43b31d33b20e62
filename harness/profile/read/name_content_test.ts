// What is no profile in any form is called by its name, with what to do.
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { nameContent } from "./name_content.ts";
import { readProfile } from "./read_profile.ts";

const bytesOf = (signs: string): Uint8Array => Uint8Array.from([...signs], (sign) => sign.charCodeAt(0));

for (
  const [signs, title, hint] of [
    ["PK\x03\x04\x14\0", "ZIP", "Unpack"],
    ["\x1f\x8b\x08\0", "gzip", "gunzip"],
    ["%PDF-1.7", "PDF", "plain text"],
    ["{\\rtf1\\ansi\\cocoartf2639\n", "rich text", "textutil"],
    ["version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS", "git lfs pull"],
    ["404: Not Found", "error message", "Fetch"],
    ["healthy     : true\nlicensed    : true\n", "output of the agent", "bmverify parse"],
    ["antivirusEngine:\n  behaviorMonitoring: enabled\n", "YAML", "made from it"],
    ["---\n- hosts: all\n", "YAML", "made from it"],
  ] as const
) {
  Deno.test(`readProfile() says of ${JSON.stringify(signs.slice(0, 20))} that it is ${title}`, async () => {
    const error = await assertRejects(() => readProfile({ name: "a", bytes: bytesOf(signs) }), HarnessError);
    assertEquals(error.code, "profile/not-a-profile");
    assertStringIncludes(error.message, title);
    assertStringIncludes(error.hint, hint);
  });
}

Deno.test("nameContent() takes no XML, JSON or binary property list for something else", () => {
  for (
    const start of [
      "<?xml version",
      '\n{ "antivirusEngine": {} }',
      "Copied:\n<plist>",
      "bplist00",
      '"features": {',
      "key: {",
    ]
  ) {
    assertEquals(nameContent(bytesOf(start)), null);
  }
});
