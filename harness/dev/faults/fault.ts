// What can go wrong at one effect of a program, as data: which effects it can happen to, and what it does there.
import { type Effect, type EffectKind, type Interference, LifeEnded } from "../virtual/effect_gate.ts";
import type { PowerLoss } from "../virtual/virtual_disk.ts";
import { STATE, type VirtualMac } from "../virtual/virtual_mac.ts";

/** What a program does before and after an effect. */
export interface Surroundings {
  readonly before: readonly Effect[];
  readonly after: readonly Effect[];
}

/** One way to go wrong. */
export interface Fault {
  readonly name: string;
  readonly happensTo: (effect: Effect, around: Surroundings) => boolean;
  /** Binds it to a machine. */
  readonly on: (mac: VirtualMac) => Interference;
  /** What of the disk is left when the machine stops with the program; null when it goes on. */
  readonly powerLoss: PowerLoss | null;
}

/** Effects after which something lies on the disk that did not before, or lies there for good. */
const CHANGES: ReadonlySet<EffectKind> = new Set<EffectKind>([
  "create",
  "write",
  "sync",
  "rename",
  "link",
  "remove",
  "make-folder",
  "set-mode",
  "cut",
  "spawn",
]);
const TAKES_SPACE: ReadonlySet<EffectKind> = new Set<EffectKind>([
  "create",
  "write",
  "sync",
  "rename",
  "link",
  "make-folder",
]);

/** The errors of a system, as the runtime hands them on. */
export const SYSTEM_ERRORS: Readonly<Record<string, () => Error>> = {
  EIO: () => new Error("Input/output error (os error 5)"),
  ENOSPC: () => new Error("No space left on device (os error 28)"),
  EACCES: () => new Deno.errors.PermissionDenied("Permission denied (os error 13)"),
  EINTR: () => new Deno.errors.Interrupted("Interrupted system call (os error 4)"),
  EAGAIN: () => new Deno.errors.WouldBlock("Resource temporarily unavailable (os error 11)"),
};

const kill: Interference = (_deed, life) => {
  life.end();
  throw new LifeEnded();
};

/** Whether the deed itself succeeds or not, nothing comes after it. */
const killAfter: Interference = (deed, life) => {
  try {
    deed.whole();
  } finally {
    life.end();
  }
  throw new LifeEnded();
};

/** All of them. */
export const FAULTS: readonly Fault[] = [
  goesOn("killed before", () => true, () => kill),
  goesOn("killed after", ({ kind }) => kind !== "read", () => killAfter),
  goesOn("killed half-way", isWrite, () => (deed, life) => {
    deed.half?.();
    return kill(deed, life);
  }),
  ...Object.entries(SYSTEM_ERRORS).map(([name, make]) =>
    goesOn(name, name === "ENOSPC" ? ({ kind }) => TAKES_SPACE.has(kind) : canFail, () => () => {
      throw make();
    })
  ),
  goesOn("ENOSPC half-way", isWrite, () => (deed) => {
    deed.half?.();
    throw new Error("No space left on device (os error 28)");
  }),
  goesOn("ENOSPC from then on", ({ kind }) => TAKES_SPACE.has(kind), ({ gate }) => () => {
    gate.lasting = ({ kind }) =>
      TAKES_SPACE.has(kind) ? new Error("No space left on device (os error 28)") : null;
    throw new Error("No space left on device (os error 28)");
  }),
  goesOn("never answers", isQuestion, ({ processes }) => (deed) => {
    processes.hangsNext = true;
    return deed.whole();
  }),
  // Before anybody has read it, and after the last who knew has ended, nobody can know what it held.
  goesOn(
    "state removed",
    (_, { before, after }) => before.filter(isJournal).length > 1 && after.some(isQuestion),
    ({ disk }) => (deed) => {
      if (disk.find(STATE, { follow: false }) !== null) disk.remove(STATE, { recursive: true });
      return deed.whole();
    },
  ),
  ...["SIGINT", "SIGHUP"].map((signal) =>
    goesOn(signal, () => true, ({ listeners }) => (deed) => {
      for (const hear of [...listeners.get(signal) ?? []]) hear();
      return deed.whole();
    })
  ),
  ...(["synced-names", "all-names"] as const).map((powerLoss): Fault => ({
    name: `power fails (${powerLoss === "synced-names" ? "what was synced is left" : "names are left too"})`,
    happensTo: ({ kind }) => CHANGES.has(kind),
    on: () => killAfter,
    powerLoss,
  })),
];

function goesOn(name: string, happensTo: Fault["happensTo"], on: Fault["on"]): Fault {
  return { name, happensTo, on, powerLoss: null };
}

function isJournal({ what }: Effect): boolean {
  return what.endsWith("/journal.ndjson");
}

function isQuestion({ what }: Effect): boolean {
  return what.startsWith("mdatp ");
}

function isWrite({ kind }: Effect): boolean {
  return kind === "write";
}

function canFail({ kind }: Effect): boolean {
  return kind !== "listen" && kind !== "unlock";
}
