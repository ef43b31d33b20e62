// What is no list of installed profiles is refused; the lists themselves are read in `compare_effective_test.ts`.
import { assertEquals, assertRejects } from "@std/assert";
import { HarnessError } from "../../model/harness_error.ts";
import { readInstalledProfiles } from "./read_installed_profiles.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const ON = '<plist version="1.0"><dict><key>features</key><dict/></dict></plist>';

for (
  const [what, text] of [
    ["a profile", ON],
    ["a text that is broken", "<plist><dict>"],
    ["a list", '<plist version="1.0"><array/></plist>'],
  ] as const
) {
  Deno.test(`readInstalledProfiles() refuses ${what}`, async () => {
    const error = await assertRejects(
      () => readInstalledProfiles({ name: "profiles.xml", bytes: encode(text) }),
      HarnessError,
    );
    assertEquals(error.code, "profile/unreadable");
  });
}
