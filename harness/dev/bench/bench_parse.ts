// Parsing a long list of detections, beside a few lines of Python that do as much, over three sizes.
import { MAIN } from "../../testing/e2e/run_bmverify.ts";
import { cpuMs } from "./command_cost.ts";
import { type Figure, growthOf } from "./figure.ts";

const SIZES = [25_000, 50_000, 100_000];
const ROUNDS = 3;
const PYTHON = `
import json, re, sys
entries = []
for part in open(sys.argv[1]).read().split("\\n---\\n"):
    entries.append(dict(re.findall(r'^([A-Z][a-z ]+): "?(.*?)"?$', part, re.M)))
print(json.dumps(entries, indent=2))
`;

/** The whole command, start and printing included. */
export async function benchParse(): Promise<readonly Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-bench-" });
  try {
    const points: { readonly size: number; readonly cost: number }[] = [];
    for (const size of SIZES) {
      await Deno.writeTextFile(`${folder}/${size}`, longList(size));
      points.push({
        size,
        cost: await cpuMs([MAIN, "parse", "threats", `${folder}/${size}`], { rounds: ROUNDS }) ?? NaN,
      });
    }
    const largest = Math.max(...SIZES);
    const python = await cpuMs(["python3", "-c", PYTHON, `${folder}/${largest}`], { rounds: ROUNDS });
    return [
      {
        what: `parse threats, ${largest} entries`,
        value: (points.at(-1)?.cost ?? NaN) / 1000,
        unit: "s",
        limit: 2,
        note: `CPU of the command, best of ${ROUNDS}`,
        beside: [{
          what: "a Python script",
          value: python === null ? null : python / 1000,
          install: "apt install python3",
        }],
      },
      {
        what: "the same, growth",
        value: growthOf(points),
        unit: "(power)",
        limit: 1.2,
        note: `CPU over ${SIZES.join(", ")} entries`,
      },
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function longList(count: number): string {
  const entries = Array.from({ length: count }, (_, index) =>
    [
      `Id: "00000000-0000-0000-0000-${String(index).padStart(12, "0")}"`,
      "Name: Behavior:MacOS/MacOSChangeFileTest",
      'Type: "behavior"',
      "Detection time: Tue Aug 26 11:26:41 2025",
      'Status: "quarantined"',
    ].join("\n"));
  return `${entries.join("\n---\n")}\n`;
}
