// Measures a simulated device and prints what it was made to cost beside what was found, workload by workload:
// `deno task calibrate:workloads DEVICE [OPTIONS OF measure]`. The truth is the ledger that the device keeps of itself. Exits 1
// where something was claimed that is not so.
import $ from "dax";
import { formatInterval, formatQuantity } from "../../model/text/format_quantity.ts";
import type { RunRecord } from "../../model/record/run_record.ts";
import { unitOfMeasurement } from "../../../reports/views/measurement_words.ts";
import { followLedger } from "./follow_ledger.ts";
import { type InjectedEffect, injectedEffects, isFalse, isHeld } from "./injected_effects.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const FLAGS = ["--no-prompt", "--allow-read", "--allow-write", "--allow-run", "--allow-env", "--allow-sys"];

async function main([device = "busy", ...options]: readonly string[]): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-calibrate-" });
  try {
    await Deno.mkdir(`${folder}/tmp`);
    const ledger = followLedger(() => findDevice(`${folder}/tmp`));
    const words = [
      ...["--device", `simulated:${device}`, "--yes", "--json", "--reporter", "json"],
      ...["--out", `${folder}/out`, "--state", `${folder}/state`, ...options],
    ];
    const { stdout, stderr } = await $`${Deno.execPath()} run ${FLAGS} ${MAIN} measure ${words}`
      .env({ TMPDIR: `${folder}/tmp` }).noThrow().stdin("null").stdout("piped").stderr("piped");
    if (stdout === "") throw new Error(stderr);
    const record: RunRecord = JSON.parse(stdout);
    const effects = injectedEffects(record, await ledger.end());
    print(`simulated:${device}, ${record.blocks.length} blocks, load ${loads(record)}\n\n${HEAD}`);
    effects.forEach((effect) => print(line(effect)));
    const wrong = effects.filter(isFalse);
    print(
      `\n${
        effects.filter(isHeld).length
      } of ${effects.length} intervals hold what was added, ${wrong.length} claims are false`,
    );
    if (wrong.length > 0) Deno.exitCode = 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const HEAD = `${
  cells("workload", "metric", "injected", "really added", "found", "interval")
}  holds it  said`;

/** The device that `measure` starts there. */
async function findDevice(folder: string): Promise<string | null> {
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("bmverify-device-")) return `${folder}/${name}`;
  }
  return null;
}

function line(effect: InjectedEffect): string {
  const { measurement, injected, added } = effect;
  const unit = unitOfMeasurement(measurement);
  const quantity = (value: number | null | undefined) =>
    value === null || value === undefined ? "-" : formatQuantity(value, unit);
  const { workload, metric, shift, conclusion } = measurement;
  const interval = shift === null ? "-" : formatInterval(shift, unit);
  const row = cells(workload, metric, quantity(injected), quantity(added), quantity(shift?.value), interval);
  return `${row}  ${(isHeld(effect) ? "yes" : "no").padEnd(8)}  ${conclusion}${
    isFalse(effect) ? ", FALSE" : ""
  }`;
}

function cells(...texts: readonly string[]): string {
  return texts.map((text, column) => text.padEnd([13, 9, 18, 18, 18, 26][column] ?? 0)).join("  ");
}

/** Lowest to highest load of the machine. */
function loads({ blocks }: RunRecord): string {
  const known = blocks.flatMap(({ machine: { load1 } }) => load1 === null ? [] : [load1]);
  return known.length === 0 ? "unknown" : `${Math.min(...known)} to ${Math.max(...known)}`;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

if (import.meta.main) await main(Deno.args);
