// The programs whose effects go wrong one by one, each with what came before it.
import { OUT, type VirtualMac } from "../virtual/virtual_mac.ts";
import { LifeEnded } from "../virtual/effect_gate.ts";

/** A program, on a machine that was made ready for it. */
export interface Subject {
  readonly name: "verify" | "restore" | "enable";
  readonly words: readonly string[];
  /** Whether it is meant to leave behavior monitoring on. */
  readonly leavesEnabled: boolean;
  readonly prepare: (mac: VirtualMac) => Promise<void>;
}

/** The demonstration, and the control that needs the setting off: the setting is changed three times. */
const VERIFY = [
  "verify",
  "--yes",
  "--out",
  OUT,
  "--scenario",
  "*.change-file-test,*.disabled",
  "--reporter",
  "json",
  // Its store is a library's own file, which this disk cannot hold; it is written last, when the device is back.
  "--no-history",
];

/** All that change a device. */
export const SUBJECTS: readonly Subject[] = [
  { name: "verify", words: VERIFY, leavesEnabled: false, prepare: () => Promise.resolve() },
  { name: "restore", words: ["restore"], leavesEnabled: false, prepare: killVerify },
  { name: "enable", words: ["enable"], leavesEnabled: true, prepare: () => Promise.resolve() },
];

/** Killed while the trigger of the demonstration runs: a setting and files are left. */
async function killVerify(mac: VirtualMac): Promise<void> {
  const { effects } = await mac.run(VERIFY);
  const at = effects.findIndex(({ kind, what }) => kind === "spawn" && what === "bash BM_test.sh") + 3;
  // The machine as it was, once more: what the first run left of reports does not matter here.
  await mac.run(VERIFY, {
    at,
    interfere: (_deed, life) => {
      life.end();
      throw new LifeEnded();
    },
  });
  await mac.wait(1000);
}
