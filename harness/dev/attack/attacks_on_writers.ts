// Links, folders and pipes that are swapped while root writes: against every writer, in loops.
import { openFileBundle } from "../../host/bundle/file_bundle.ts";
import { DiskBundleFiles } from "../../host/bundle/disk_bundle_files.ts";
import { DiskProfileFiles } from "../../host/files/disk_profile_files.ts";
import { type FolderRules, makeSafeFolder } from "../../host/files/make_safe_folder.ts";
import { GuardedTriggerFiles } from "../../host/files/guarded_trigger_files.ts";
import { SafeWriter } from "../../host/files/safe_writer.ts";
import { BashTriggerRunner } from "../../host/processes/bash_trigger_runner.ts";
import { placesInFolder } from "../../host/state/device_places.ts";
import { FileStateStore } from "../../host/state/file_state_store.ts";
import { SystemClock } from "../../host/system/system_clock.ts";
import { DEMONSTRATION_FILES } from "../../../scenarios/behavior_monitoring/demonstration.ts";
import { type Arena, besides, OTHER } from "./arena.ts";
import type { Attack, Tried } from "./attack.ts";

const ROOTS: FolderRules = { trusted: new Set([0]), owner: null, remedy: "Name another folder" };
const CLOCK = new SystemClock();
const LOOP = 300;
const WALK_BITS = 0o7;

/** Every way in which root writes, below a folder that is yet to be made. */
const WRITERS: Readonly<Record<string, (folder: string, time: number) => Promise<unknown>>> = {
  "one file": async (folder) =>
    await new SafeWriter(await makeSafeFolder(folder, ROOTS)).write("report", "x"),
  "a bundle and its latest": async (folder, time) => {
    const bundle = await openFileBundle(CLOCK, { out: folder, runId: `run-${time}` }, ROOTS);
    await bundle.write("report", "x");
    await bundle.seal();
  },
  "a stored bundle": async (folder) => await new DiskBundleFiles(ROOTS).write(folder, "a/report", "x"),
  "a profile": async (folder) =>
    await new DiskProfileFiles(ROOTS).write(`${folder}/profile`, "x", { replace: true }),
  "lock and journal": async (folder) => {
    const state = new FileStateStore(placesInFolder(folder));
    await state.lock({ pid: 1, runId: "run-1", since: "" });
    await state.unlock();
  },
};

/** A writer as it must not be. */
const FOLLOWER = "as it must not";
const CONTROLS: typeof WRITERS = {
  [FOLLOWER]: async (folder) => {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(`${folder}/report`, "x");
  },
};

/** Takes whatever bears the name and puts a link in its place, again and again. */
const SWAP_FOLDER = `my $at = "$open/out"; my $to = $precious; $to =~ s{/[^/]*$}{};
  rmdir $at; unlink $at; symlink $to, $at; select undef, undef, undef, 0.0002; unlink $at; mkdir $at, 0777;
  symlink $precious, "$at/report"; symlink $precious, "$at/lock"; symlink $precious, "$at/latest";`;

const SWAP_NAMES =
  `for my $name ("latest", "report", "profile", "run-" . ($n % 300), "latest.run-" . ($n % 300)) {
  symlink $precious, "$open/$name"; unlink "$open/$name"; }`;

function onFolder(name: string): Attack {
  return {
    classOf: 1,
    name: `folder swapped for a link while root writes ${name}`,
    run: (arena) => race(arena, SWAP_FOLDER, name, `${arena.open}/out`),
  };
}

function onNames(name: string): Attack {
  return {
    classOf: 1,
    name: `names planted as links where root writes ${name} in everybody's folder`,
    run: (arena) => race(arena, SWAP_NAMES, name, arena.open),
  };
}

async function race(arena: Arena, body: string, name: string, folder: string): Promise<Tried> {
  await arena.clear();
  const rival = arena.rival(body);
  const harms = new Set<string>();
  const tries = await besides(rival, LOOP * arena.scale, async (time) => {
    try {
      await ({ ...WRITERS, ...CONTROLS })[name]?.(folder, time);
    } finally {
      const harm = await arena.harm();
      if (harm !== null) harms.add(harm);
      // What root has made there the second user could not take away, and try again.
      const made = folder === arena.open ? await pathsIn(folder) : [folder];
      for (const path of made) await Deno.remove(path, { recursive: true }).catch(() => undefined);
    }
  });
  return {
    tries,
    successes: harms.size,
    seen: [...harms].join(", ") || "a file of root's elsewhere, changed or made",
  };
}

const onTriggers: Attack = {
  classOf: 1,
  name: "trigger paths swapped for links while the guarded script writes",
  run: (arena) => raceTrigger(arena, ["set -eC"], ">"),
};

const onPublishedTriggers: Attack = {
  classOf: 1,
  name: "the same with the script as published, which appends",
  isControl: true,
  run: (arena) => raceTrigger(arena, [], ">>"),
};

function pathsIn(folder: string): Promise<string[]> {
  return Array.fromAsync(Deno.readDir(folder), ({ name }) => `${folder}/${name}`);
}

async function raceTrigger(arena: Arena, first: readonly string[], redirect: string): Promise<Tried> {
  await arena.clear();
  const paths = DEMONSTRATION_FILES.map((file) => `${arena.open}/${file}`);
  const names = DEMONSTRATION_FILES.map((file) => `"${file}"`).join(", ");
  const rival = arena.rival(
    `for my $name (${names}) { symlink $precious, "$open/$name"; unlink "$open/$name"; }`,
  );
  const files = new GuardedTriggerFiles(0);
  const runner = new BashTriggerRunner(CLOCK, `${arena.own}/scripts`);
  let harmed = 0;
  const tries = await besides(rival, LOOP * arena.scale, async () => {
    const states = await Promise.all(paths.map((path) => files.inspect(path)));
    if (states.some(({ kind }) => kind !== "absent")) return;
    const lines = [...first, ...paths.map((path) => `echo " " ${redirect} ${path}`)];
    const script = await runner.start("t.sh", lines);
    await script.ended;
    await script.stop();
    if (await arena.harm() !== null) harmed += 1;
    for (const path of paths) await files.remove(path);
  });
  await runner.dispose();
  return { tries, successes: harmed, seen: "the blank of the demonstration in a file of root's elsewhere" };
}

const onModes: Attack = {
  classOf: 2,
  name: "folders of every mode and owner, named with --out and --state",
  run: async (arena) => {
    await arena.clear();
    let [tries, successes] = [0, 0];
    for (let mode = 0; mode < 0o2000; mode += 1) {
      for (const [uid, gid] of [[0, 0], [0, OTHER], [OTHER, OTHER]] as const) {
        tries += 1;
        const folder = `${arena.own}/f`;
        await Deno.mkdir(folder);
        await Deno.chown(folder, uid, gid);
        await Deno.chmod(folder, mode);
        const isTaken = await makeSafeFolder(`${folder}/out`, ROOTS).then(() => true, () => false);
        if (isTaken && canSwap({ mode, uid, gid })) successes += 1;
        await Deno.remove(folder, { recursive: true });
      }
    }
    return {
      tries,
      successes,
      seen: "a folder that is taken although the second user can swap what is in it",
    };
  },
};

/** What the permissions of the system come to for the second user, who is in no group but his own. */
function canSwap(
  { mode, uid, gid }: { readonly mode: number; readonly uid: number; readonly gid: number },
): boolean {
  // Its owner can give himself every right.
  if (uid === OTHER) return true;
  if ((mode & 0o1000) !== 0) return false;
  const bits = (gid === OTHER ? mode >> 3 : mode) & WALK_BITS;
  return (bits & 0o3) === 0o3;
}

/** Attacks on what root writes. */
export const ATTACKS_ON_WRITERS: readonly Attack[] = [
  ...Object.keys(WRITERS).map(onFolder),
  ...Object.keys(WRITERS).filter((name) => name !== "lock and journal").map(onNames),
  { ...onFolder(FOLLOWER), isControl: true },
  { ...onNames(FOLLOWER), isControl: true },
  onTriggers,
  onPublishedTriggers,
  onModes,
];
