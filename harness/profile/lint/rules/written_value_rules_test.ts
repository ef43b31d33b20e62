// Texts of examples, addresses without a scheme, and exclusions that match nothing.
import { assertEquals } from "@std/assert";
import { dict, engine, found, plist } from "../../../testing/rule_fixture.ts";

const text = (key: string, value: string): string => `<key>${key}</key><string>${value}</string>`;
const exclusion = (inner: string): string =>
  plist(engine(`<key>exclusions</key><array><dict>${inner}</dict></array>`));
const ofType = (type: string, field: string, value: string): string =>
  exclusion(text("$type", type) + text(field, value));

for (
  const [what, content, expected] of [
    ["a folder of everyone", ofType("excludedPath", "path", "/Users/*/build"), []],
    ["a pattern without a root", ofType("excludedPath", "path", "*/build"), []],
    ["a home by ~", ofType("excludedPath", "path", "~/build"), ["exclusion-matches-nothing"]],
    ["a home by $HOME", ofType("excludedPath", "path", "$HOME/build"), ["exclusion-matches-nothing"]],
    ["a relative path", ofType("excludedPath", "path", "build/out"), ["exclusion-matches-nothing"]],
    ["a path of Windows", ofType("excludedPath", "path", "C:\\build"), ["exclusion-matches-nothing"]],
    ["a share of Windows", ofType("excludedPath", "path", "\\\\server\\build"), [
      "exclusion-matches-nothing",
    ]],
    ["a variable of Windows", ofType("excludedPath", "path", "%TEMP%/build"), ["exclusion-matches-nothing"]],
    ["a variable of a shell", ofType("excludedPath", "path", "/opt/${APP}"), ["exclusion-matches-nothing"]],
    ["a command of a shell", ofType("excludedPath", "path", "/Users/$(whoami)"), [
      "exclusion-matches-nothing",
    ]],
    ["a variable of the tool", ofType("excludedPath", "path", "/Users/$USERNAME/x"), []],
    ["quotes", ofType("excludedPath", "path", '"/opt/x"'), ["exclusion-matches-nothing"]],
    ["a path of a manual", ofType("excludedPath", "path", "/path/to/folder"), ["placeholder-left"]],
    ["a token to be replaced", ofType("excludedPath", "path", "/opt/__APP__/x"), ["placeholder-left"]],
    ["a cache of Python", ofType("excludedPath", "path", "/opt/x/__pycache__"), []],
    ["an empty path", ofType("excludedPath", "path", ""), ["exclusion-matches-nothing"]],
    ["a process by its path", ofType("excludedFileName", "name", "/bin/cat"), []],
    ["an extension with a folder", ofType("excludedFileExtension", "extension", "a/b"), [
      "exclusion-matches-nothing",
    ]],
    ["no type", exclusion(text("path", "/opt/x")), ["exclusion-matches-nothing"]],
    ["a type without its field", ofType("excludedPath", "name", "cat"), ["exclusion-matches-nothing"]],
    ["a type that is none", ofType("excludePath", "path", "/opt/x"), ["invalid-value"]],
    ["a placeholder", ofType("excludedPath", "path", "/run&lt;EXAMPLE DO NOT USE&gt;"), ["placeholder-left"]],
  ] as const
) {
  Deno.test(`lintProfile() warns of an exclusion with ${what}: ${expected.join() || "nothing"}`, async () => {
    assertEquals(await found(content), expected.map((rule) => `warning ${rule}`));
  });
}

for (
  const [value, expected] of [
    ["http://proxy.example.com:8080/", []],
    ["https://proxy.example.com", []],
    ["proxy.example.com:8080", ["address-without-scheme"]],
    ["http://proxy:99999", ["address-without-scheme"]],
    ["http://[proxy]:80", ["address-without-scheme"]],
    ["http:/proxy", ["address-without-scheme"]],
    ["http://proxy.server:port/", ["placeholder-left"]],
    ["{{ proxy }}", ["placeholder-left"]],
    ["&lt;your proxy&gt;", ["placeholder-left"]],
  ] as const
) {
  Deno.test(`lintProfile() says of the proxy ${value}: ${expected.join() || "nothing"}`, async () => {
    const content = plist(engine("") + dict("cloudService", text("proxy", value)));
    assertEquals(await found(content), expected.map((rule) => `warning ${rule}`));
  });
}

Deno.test("lintProfile() takes a name that the management tool fills in for no placeholder", async () => {
  assertEquals(
    await found(plist(engine("") + dict("edr", text("groupIds", "$SERIALNUMBER %HostName%")))),
    [],
  );
});
