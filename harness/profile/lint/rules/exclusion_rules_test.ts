// Exclusions and allowed threats: what covers the demonstration or everything, and what does not.
import { assertEquals } from "@std/assert";
import { engine, found, plist } from "../../../testing/rule_fixture.ts";

const exclusion = (type: string, field: string, pattern: string, folder = false) =>
  engine(
    `<key>exclusions</key><array>${`<dict><key>$type</key><string>${type}</string><key>${field}</key><string>${pattern}</string><key>isDirectory</key><${folder}/></dict>`}</array>`,
  );

for (
  const [pattern, folder, expected] of [
    ["/tmp", true, "warning exclusion-covers-demonstration"],
    ["/tmp/", false, "warning exclusion-covers-demonstration"],
    ["/private/t?p", true, "warning exclusion-covers-demonstration"],
    ["/tmp/*.txt", false, "warning exclusion-covers-demonstration"],
    ["/bin/bash", false, "warning exclusion-covers-demonstration"],
    ["/bin", true, "warning exclusion-covers-demonstration"],
    ["/TMP", true, "warning exclusion-covers-demonstration"],
    ["/", true, "error exclusion-covers-everything"],
    ["/*", true, "error exclusion-covers-everything"],
    ["*", false, "error exclusion-covers-everything"],
    ["/tmpfiles", true, null],
    ["/tmp/build", true, null],
    ["/var/tmp", true, null],
    ["/tmp", false, null],
  ] as const
) {
  Deno.test(`checkExclusions() says ${expected ?? "nothing"} of the path ${pattern}${folder ? " as a folder" : ""}`, async () => {
    assertEquals(
      await found(plist(exclusion("excludedPath", "path", pattern, folder))),
      expected === null ? [] : [expected],
    );
  });
}

for (
  const [type, field, pattern, isCovered] of [
    ["excludedFileName", "name", "bash", true],
    ["excludedFileName", "name", "b*", true],
    ["excludedFileName", "name", "zsh", false],
    ["excludedFileExtension", "extension", ".txt", true],
    ["excludedFileExtension", "extension", "txt", true],
    ["excludedFileExtension", "extension", "pdf", false],
  ] as const
) {
  Deno.test(`checkExclusions() ${isCovered ? "finds" : "lets pass"} ${type} ${pattern}`, async () => {
    const expected = isCovered ? ["warning exclusion-covers-demonstration"] : [];
    assertEquals(await found(plist(exclusion(type, field, pattern))), expected);
  });
}

for (
  const [name, expected] of [
    ["Behavior: MacOS/MacOSChangeFileTest", ["error detection-allowed"]],
    ["Behavior:MacOS/SuspAmosExecution", ["warning detection-allowed"]],
    ["EICAR-Test-File (not a virus)", ["warning detection-allowed"]],
    ["Trojan:MacOS/Multiverze!rfn", []],
  ] as const
) {
  Deno.test(`checkAllowedThreats() says of ${name}: ${expected.join() || "nothing"}`, async () => {
    assertEquals(
      await found(plist(engine(`<key>allowedThreats</key><array><string>${name}</string></array>`))),
      [...expected],
    );
  });
}
