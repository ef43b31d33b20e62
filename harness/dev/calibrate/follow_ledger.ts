// Reads the ledger of a simulated device again and again while the device lives, since it goes with it.
import type { LedgerLine } from "./injected_effects.ts";

const LOOK_EVERY_MS = 50;

/** A ledger being followed. */
export interface FollowedLedger {
  /** Looks no more; all lines that were seen. */
  end(): Promise<readonly LedgerLine[]>;
}

/** Follows the ledger of the device with this root; null as long as there is none. */
export function followLedger(findRoot: () => Promise<string | null>): FollowedLedger {
  const lines: LedgerLine[] = [];
  let isOver = false;
  const following = (async () => {
    while (!isOver) {
      const line = await readLedger(findRoot);
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

/** Null before there is one, and once it is gone. */
async function readLedger(findRoot: () => Promise<string | null>): Promise<LedgerLine | null> {
  try {
    const root = await findRoot();
    return root === null ? null : JSON.parse(await Deno.readTextFile(`${root}/state/cost.json`));
  } catch {
    // Removed between two looks.
    return null;
  }
}
