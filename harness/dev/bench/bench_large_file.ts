// A bundle with a large file of samples: its checksums and its archive, beside the system's own tools.
import { DiskBundleFiles } from "../../host/bundle/disk_bundle_files.ts";
import { createArchive } from "../../../reports/stored/archive.ts";
import { cpuMs } from "./command_cost.ts";
import type { Figure } from "./figure.ts";

const SIZE = 600_000_000;
const LINE = 200;

/** CPU of this process and what it holds more than before, at its highest. */
export async function benchLargeFile(): Promise<readonly Figure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bmverify-bench-" });
  try {
    const bundle = `${folder}/run`;
    await Deno.mkdir(bundle);
    await writeSamples(`${bundle}/samples.ndjson`);
    await Deno.writeTextFile(`${bundle}/events.ndjson`, "");
    const files = new DiskBundleFiles({ trusted: null, owner: null, remedy: "" });
    const sums = await measured(() => files.seal(bundle));
    const archive = await measured(() =>
      files.writePieces(
        folder,
        "run.tar.gz",
        createArchive("run", [{
          path: "samples.ndjson",
          size: SIZE,
          pieces: () => files.pieces(bundle, "samples.ndjson"),
        }]),
      )
    );
    const seconds = (ms: number | null) => ms === null ? null : ms / 1000;
    const tar = seconds(await cpuMs(["tar", "czf", `${folder}/other.tar.gz`, "-C", folder, "run"]));
    const sha256sum = seconds(await cpuMs(["sha256sum", `${bundle}/samples.ndjson`]));
    const rival = { what: "tar czf", value: tar, install: "apt install tar" };
    const note = "CPU";
    return [
      {
        what: "checksums of 600 MB of samples",
        value: sums.cpuS,
        unit: "s",
        limit: 3,
        note,
        beside: [{ what: "sha256sum", value: sha256sum, install: "apt install coreutils" }],
      },
      { what: "the same, memory", value: sums.heldMb, unit: "MB", limit: 60, note: "more than before" },
      {
        what: "archive of the same",
        value: archive.cpuS,
        unit: "s",
        limit: 1.5 * (tar ?? NaN),
        note,
        beside: [rival],
      },
      { what: "the same, memory", value: archive.heldMb, unit: "MB", limit: 60, note: "more than before" },
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** As varied as samples are: random figures between words that repeat. */
async function writeSamples(path: string): Promise<void> {
  using file = await Deno.open(path, { createNew: true, write: true });
  const block = new Uint8Array(LINE * 5_000);
  const encoder = new TextEncoder();
  for (let written = 0; written < SIZE; written += block.length) {
    for (let at = 0; at < block.length; at += LINE) {
      const figures = Array.from({ length: 6 }, () => Math.random().toFixed(6)).join(',"cpuMs":');
      encoder.encodeInto(
        `{"atMs":${written + at},"cpuMs":${figures}}`.padEnd(LINE - 1) + "\n",
        block.subarray(at),
      );
    }
    await file.write(block);
  }
}

async function measured(
  work: () => Promise<void>,
): Promise<{ readonly cpuS: number; readonly heldMb: number }> {
  const beforeMb = Deno.memoryUsage().rss / 1e6;
  let highestMb = beforeMb;
  const timer = setInterval(() => highestMb = Math.max(highestMb, Deno.memoryUsage().rss / 1e6), 20);
  const before = ownCpuS();
  await work();
  clearInterval(timer);
  return { cpuS: ownCpuS() - before, heldMb: highestMb - beforeMb };
}

/** The runtime has it, its types do not tell of it yet. */
const { cpuUsage } = Deno as typeof Deno & { cpuUsage(): { readonly user: number; readonly system: number } };

/** CPU time of this process, its children left out. */
export function ownCpuS(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}
