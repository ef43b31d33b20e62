// What Macs of others printed about power and heat, read where it lies beside the checkout, is read as it should be.
import { assertEquals } from "@std/assert";
import { parseLowPowerMode, parsePowerSource, parseThermal } from "./macos_state.ts";

const CAPTURES = new URL("../../../../shared/captures/machine-state/", import.meta.url);

const rows: readonly {
  readonly file: string;
  readonly read: (text: string) => unknown;
  readonly is: unknown;
}[] = [
  { file: "pmset-batt-macbook-m1-26.5.2.txt", read: parsePowerSource, is: "battery" },
  {
    file: "pmset-custom-macbook-m1-26.5.2.txt",
    read: (text) => [parseLowPowerMode(text, "battery"), parseLowPowerMode(text, "mains")],
    is: [true, true],
  },
  {
    file: "pmset-custom-mac-studio-26.5.txt",
    read: (text) => [parseLowPowerMode(text, "battery"), parseLowPowerMode(text, "mains")],
    is: [null, false],
  },
  { file: "pmset-therm-apple-silicon-throttled.txt", read: parseThermal, is: null },
  { file: "pmset-therm-intel-nominal.txt", read: parseThermal, is: "normal" },
  { file: "pmset-therm-intel-throttled.txt", read: parseThermal, is: "limited" },
];

for (const { file, read, is } of rows) {
  const text = await Deno.readTextFile(new URL(file, CAPTURES)).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  });
  Deno.test({
    name: `"${file}" is read as it should be${
      text === null ? " (IGNORED: there is no ../shared/captures)" : ""
    }`,
    ignore: text === null,
    fn: () => assertEquals(read(text ?? ""), is),
  });
}
