// The probes of macOS on output that real Macs gave. Recorded in "../shared", read in place; without it nothing is held
// against it.
import { assertEquals } from "@std/assert";
import { findingOf } from "../testing/recorded_trial.ts";

const CAPTURES = new URL("../../../shared/captures/", import.meta.url);

const ROWS: readonly (readonly [id: string, program: string, file: string])[] = [
  ["power-source", "/usr/bin/pmset", "machine-state/pmset-batt-macbook-m1-26.5.2.txt"],
  ["low-power-mode", "/usr/bin/pmset", "machine-state/pmset-custom-mac-studio-26.5.txt"],
  ["low-power-mode", "/usr/bin/pmset", "machine-state/pmset-custom-macbook-m1-26.5.2.txt"],
  ["thermal-limits", "/usr/bin/pmset", "machine-state/pmset-therm-apple-silicon-throttled.txt"],
  ["thermal-limits", "/usr/bin/pmset", "machine-state/pmset-therm-intel-nominal.txt"],
  ["thermal-limits", "/usr/bin/pmset", "machine-state/pmset-therm-intel-throttled.txt"],
  ["thermal-pressure", "/usr/bin/notifyutil", "machine-state/thermal-pressure-notifyutil.txt"],
  [
    "extension-list",
    "/usr/bin/systemextensionsctl",
    "other/systemextensionsctl-101.26062.0009-epsext-enabled-netext-waiting.txt",
  ],
];

const isThere = await Deno.stat(CAPTURES).then(() => true, () => false);

for (const [id, program, file] of ROWS) {
  Deno.test({
    name: `${id} is confirmed by "${file}"`,
    ignore: !isThere,
    fn: async () => {
      const recorded = await Deno.readTextFile(new URL(file, CAPTURES));
      // A recording may show the command and remarks as well.
      const stdout = recorded.split("\n").filter((line) => !/^[$#] /.test(line)).join("\n");
      const finding = await findingOf(id, { [program]: { stdout } });
      assertEquals(finding.status, "confirmed", JSON.stringify(finding));
    },
  });
}
