// One fault at one effect of one program: the program runs on a virtual Mac, the fault happens, `restore` is started anew
// as a person would, and the device and the bundle are looked at.
import type { Effect } from "../virtual/effect_gate.ts";
import { type Ended, OUT, STATE, VirtualMac } from "../virtual/virtual_mac.ts";
import { namedPath } from "../virtual/named_path.ts";
import type { Fault } from "./fault.ts";
import type { Subject } from "./subject.ts";

/** What must not come of any fault. */
export const FINDINGS = ["unrestored", "unreadable", "silent"] as const;

/**
 * `unrestored`: the device is not as found after `restore`. `unreadable`: what lies on the disk is not understood, or a
 * message bears no code of ours. `silent`: an exit code says that all is well, and it is not.
 */
export type Finding = typeof FINDINGS[number];

const NEWLINE = "\n".charCodeAt(0);

/** What came of one fault. */
export interface Trial {
  readonly at: number;
  readonly effect: Effect;
  readonly fault: string;
  /** How the program ended, and `restore` after it: "exit 0, restore 0". */
  readonly outcome: string;
  readonly findings: readonly Finding[];
  /** Files that nobody will remove: no harm, but litter. */
  readonly litter: readonly string[];
  /** What was said, for a person who looks into it. */
  readonly account: string;
}

/** A run of the subject with nothing wrong: the effects that can go wrong. */
export async function effectsOf(subject: Subject): Promise<readonly Effect[]> {
  const mac = new VirtualMac();
  await subject.prepare(mac);
  const { effects, code, err } = await mac.run(subject.words);
  if (code !== 0) throw new Error(`"${subject.words.join(" ")}" ends with ${code}: ${err}`);
  return effects;
}

/** Lets it go wrong. */
export async function tryFault(subject: Subject, fault: Fault, at: number): Promise<Trial> {
  const mac = new VirtualMac();
  await subject.prepare(mac);
  const run = await mac.run(subject.words, { at, interfere: fault.on(mac) });
  const effect = run.effects[at];
  if (effect === undefined) throw new Error(`"${subject.name}" has no effect ${at}`);
  if (fault.powerLoss !== null) mac.losePower(fault.powerLoss);
  const isAsFound = (): boolean => !mac.isEnabled && mac.files.length === 0;
  const isSilent = run.how === "stuck" || claimsTooMuch(subject, run, { isAsFound: isAsFound(), mac });
  if (run.how !== "by itself") await mac.wait(1000);
  const restore = await mac.run(["restore"]);
  const unrestored = !isAsFound();
  await mac.wait(60_000);
  const judged = subject.name === "verify" ? await judgeBundles(mac) : [];
  const findings: Finding[] = [];
  // Whoever takes away what was known, and is told so, has to look himself.
  const isTold = fault.name === "state removed" && (run.code === 4 || run.code === 5);
  if (unrestored && !isTold) findings.push("unrestored");
  const isRefused = restore.err.includes("[state/unreadable]");
  const isLost = judged.some(({ err }) => err.includes("[bundle/"));
  if (isRefused || isLost || [run, restore, ...judged].some(saysUncoded)) findings.push("unreadable");
  const isBelied = run.code === 0 && judged.at(-1)?.code !== 0 && judged.length > 0;
  if (isSilent || (unrestored && restore.code === 0 && !isTold) || isBelied) findings.push("silent");
  return {
    at,
    effect,
    fault: fault.name,
    outcome: `${told(run)}, restore ${told(restore)}`,
    findings,
    litter: [...mac.disk.below(STATE), ...mac.disk.below(OUT)].flatMap(({ path }) =>
      path.endsWith(".part") || /\/(?:scripts|latest\..*|holder\.json)$/.test(path) ? [namedPath(path)] : []
    ),
    account: [run, restore, ...judged].map(({ out, err }) => `${out}${err}`).join("---\n"),
  };
}

/** An exit code that a script would take for a device that is as it should be. */
function claimsTooMuch(
  { name, leavesEnabled }: Subject,
  { how, code }: Ended,
  { isAsFound, mac }: { readonly isAsFound: boolean; readonly mac: VirtualMac },
): boolean {
  if (how !== "by itself") return false;
  if (mac.processes.triggers > 0) return true;
  if (name === "verify") return code !== 5 && !isAsFound;
  return code === 0 && !isAsFound && !leavesEnabled;
}

/** Every bundle there is, read as a person would; one that is refused, once more as it is. */
async function judgeBundles(mac: VirtualMac): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  const folders = [...mac.disk.below(OUT)].flatMap(({ path, node }) =>
    node.kind === "folder" && /\/\d{8}T\d{6}Z-[0-9a-f]+$/.test(path) ? [path] : []
  );
  for (const folder of folders.toSorted()) {
    // A run that had told nothing yet has left a folder that is no bundle.
    const events = mac.disk.find(`${folder}/events.ndjson`, { follow: false });
    if (events?.kind !== "file" || !events.bytes.includes(NEWLINE)) continue;
    const judged = await mac.run(["judge", folder, "--quiet"]);
    const isRefused = judged.err.includes("[bundle/");
    ended.push(isRefused ? await mac.run(["judge", folder, "--quiet", "--unverified"]) : judged);
  }
  return ended;
}

/** Whatever goes wrong has a code of its own: this one means that nobody has thought of it. */
function saysUncoded({ how, out, err }: Ended): boolean {
  return how === "by itself" && `${out}${err}`.includes("harness/internal");
}

function told({ how, code }: Ended): string {
  return how === "by itself" ? `exit ${code}` : how;
}
