// Reads the ledger of a simulated device again and again while the device lives, since it goes with it.
import type { LedgerLine } from "./injected_effects.ts";

const LOOK_EVERY_MS = 50;

/** A ledger being followed. */
export interface FollowedLedger {
  /** Looks no more; all lines that were seen. */
  end(): Promise<readonly LedgerLine[]>;
}

/** Follows the one device whose folder is made in this folder. */
export function followLedger(folder: string): FollowedLedger {
  const lines: LedgerLine[] = [];
  let isOver = false;
  const following = (async () => {
    while (!isOver) {
      const line = await readLedger(folder);
      if (line !== null && line.atMs > (lines.at(-1)?.atMs ?? 0)) lines.push(line);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  })();
  return {
    async end() {
      isOver = true;
      await following;
      return lines;
    },
  };
}

/** Null before there is one, and while it is written. */
async function readLedger(folder: string): Promise<LedgerLine | null> {
  try {
    for await (const { name } of Deno.readDir(folder)) {
      if (!name.startsWith("bmverify-device-")) continue;
      return JSON.parse(await Deno.readTextFile(`${folder}/${name}/state/cost.json`));
    }
  } catch {
    // Not there yet, or gone already.
  }
  return null;
}
