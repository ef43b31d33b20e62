import { assertEquals } from "@std/assert";
import type { Exclusion } from "../model/exclusion.ts";
import { exclusionCovers, triggerTargets } from "./exclusion_covers.ts";

const MAC = triggerTargets({
  platform: "darwin",
  triggerFolder: "/tmp",
  scriptFolder: "/var/db/bmverify/agent/scripts",
  triggerFileNames: ["9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt", "f918b422-751c-423e-bfe1-dbbb2ab4385a.txt"],
});

function covers(kind: Exclusion["kind"], pattern: string, targets = MAC): boolean {
  return exclusionCovers({ kind, pattern, managed: false }, targets);
}

const COVERING: readonly (readonly [Exclusion["kind"], string])[] = [
  ["folder", "/tmp"],
  ["folder", "/tmp/"],
  ["folder", "/private/tmp"],
  ["folder", "/private"],
  ["folder", "/"],
  ["folder", "/*"],
  ["folder", "*"],
  ["folder", "/tmp/*"],
  ["folder", "/t?p"],
  ["folder", "/*/"],
  ["folder", "/pri*/tmp"],
  ["folder", "/bin"],
  ["folder", "/TMP"],
  ["folder", "/System/Volumes/Data"],
  ["folder", "/System/Volumes/Data/tmp"],
  ["folder", "/System/Volumes/Data/private/tmp/"],
  ["folder", "/system/volumes/data/private/TMP"],
  ["folder", "//tmp//"],
  ["folder", "/./tmp/."],
  ["folder", "/usr/../tmp"],
  ["folder", "/tmp/build/.."],
  ["folder", "/private/../private/tmp"],
  ["folder", "/.."],
  ["folder", "file:///tmp"],
  ["folder", "tmp"],
  ["folder", "**/tmp"],
  ["folder", "/var/db/bmverify"],
  ["folder", "/private/var/db/bmverify/agent/scripts/"],
  ["file", "/System/Volumes/Data/private/var/db/bmverify/agent/scripts/BM_test.sh"],
  ["file", "/bin/../bin/bash"],
  ["file", "/tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt"],
  ["file", "/private/tmp/f918b422-751c-423e-bfe1-dbbb2ab4385a.txt"],
  ["file", "/tmp/*.txt"],
  ["file", "/bin/bash"],
  ["extension", "txt"],
  ["extension", ".txt"],
  ["extension", "*.txt"],
  ["extension", "TXT"],
  ["extension", "*"],
  ["extension", "t*t"],
  ["extension", "sh"],
  ["extension", ".log, .txt"],
  ["extension", '["log","txt"]'],
  ["name", "bash"],
  ["name", "BASH"],
  ["name", "9a74c69a-acdc-4c6d-84a2-0410df8ee480.txt"],
  ["name", "*.txt"],
  ["name", "BM_test.sh"],
  ["process", "//bin//bash"],
  ["process", "/bin/bash"],
  ["process", "bash"],
  ["process", "/bin/sh"],
  ["process", "sleep"],
  ["process", "/opt/local/bin/bash"],
  ["process", "ba*"],
  ["process", "/bin/*"],
  ["folder", "/Volumes/Macintosh HD/private/tmp"],
  ["folder", "/Volumes/Macintosh HD - Data/tmp/"],
  ["folder", "/Volumes/macintosh hd"],
  ["folder", "file:///private/t%6Dp"],
  ["folder", "${TMPDIR}"],
  ["folder", "$TMPDIR/"],
  ["process", "/bin/bash *"],
  ["process", "/bin/bash /var/db/x.sh"],
  ["process", "-bash"],
  ["process", "bash (Terminal)"],
  ["process", "com.apple.bash"],
  ["unknown", "/tmp"],
  ["unknown", "bash"],
  ["unknown", ".txt"],
];

const HARMLESS: readonly (readonly [Exclusion["kind"], string])[] = [
  ["folder", "/tmpfiles"],
  ["folder", "/System/Volumes/Preboot"],
  ["folder", "/tmp/../Users"],
  ["folder", "/var/db/other"],
  ["name", "git"],
  ["name", "bash.txt"],
  ["extension", "log,md"],
  ["folder", "/tmp/build"],
  ["folder", "/Users/*/cache"],
  ["folder", "/var/tmp"],
  ["folder", "/binaries"],
  ["folder", "/usr/local/bin"],
  ["folder", "/tm"],
  ["file", "/tmp/other.txt"],
  ["file", "/tmp/9a74c69a-acdc-4c6d-84a2-0410df8ee480_txt"],
  ["extension", "tx"],
  ["extension", "log"],
  ["extension", "t.t"],
  ["process", "/usr/bin/git"],
  ["process", "bashful"],
  ["process", "/bin/zsh"],
  ["unknown", "/var/log"],
  ["folder", ""],
  ["folder", "/tmp/("],
  ["folder", "~"],
  ["folder", "~/Downloads"],
  ["folder", "$HOME/"],
  ["folder", "/Volumes/Backup/tmp"],
  ["folder", "/Volumes/Macintosh HD/Users/jo"],
  ["folder", "file:///tm%"],
  ["process", "/usr/bin/git bash.txt"],
];

for (const [kind, pattern] of COVERING) {
  Deno.test(`exclusionCovers() sees that the ${kind} exclusion "${pattern}" covers the trigger`, () => {
    assertEquals(covers(kind, pattern), true);
  });
}

for (const [kind, pattern] of HARMLESS) {
  Deno.test(`exclusionCovers() lets the ${kind} exclusion "${pattern}" be`, () => {
    assertEquals(covers(kind, pattern), false);
  });
}

Deno.test("exclusionCovers() looks at the folder of a simulated device as well as at /tmp", () => {
  const targets = triggerTargets({
    platform: "darwin",
    triggerFolder: "/var/folders/x/device/tmp",
    scriptFolder: null,
    triggerFileNames: ["a.txt"],
  });
  assertEquals(covers("folder", "/var/folders/x/device", targets), true);
  assertEquals(covers("folder", "/private/var/folders/x/device/tmp", targets), true);
  assertEquals(covers("folder", "/tmp", targets), true);
  assertEquals(covers("folder", "/var/folders/y", targets), false);
});

Deno.test("exclusionCovers() takes the home of whomever for that of the script", () => {
  const targets = triggerTargets({
    platform: "darwin",
    triggerFolder: "/tmp",
    scriptFolder: "/Users/jo/Library/bmverify/scripts",
    triggerFileNames: ["a.txt"],
  });
  for (const pattern of ["~", "~/", "~jo/Library", "$HOME", "${HOME}/Library/bmverify", "$home/Library/*"]) {
    assertEquals(covers("folder", pattern, targets), true, pattern);
  }
  for (const pattern of ["~/Downloads", "$HOME/Library/Caches"]) {
    assertEquals(covers("folder", pattern, targets), false, pattern);
  }
});

Deno.test("exclusionCovers() minds case on Linux, where paths differ by it, and knows both folders of programs", () => {
  const linux = triggerTargets({
    platform: "linux",
    triggerFolder: "/tmp",
    scriptFolder: "/var/db/bmverify/agent/scripts",
    triggerFileNames: ["a.txt"],
  });
  assertEquals(covers("folder", "/TMP", linux), false);
  assertEquals(covers("extension", "TXT", linux), true);
  assertEquals(covers("folder", "/usr/bin", linux), true);
});

Deno.test("exclusionCovers() judges the demonstration when no file is named", () => {
  const targets = triggerTargets({
    platform: "darwin",
    triggerFolder: "/tmp",
    scriptFolder: "/var/db/bmverify/agent/scripts",
    triggerFileNames: [],
  });
  assertEquals(covers("extension", "txt", targets), true);
  assertEquals(covers("folder", "/tmp", targets), true);
});
