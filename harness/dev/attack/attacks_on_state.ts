// Lock, journal and state folder of root's, with a second user who may do whatever the system lets him.
import { DEMONSTRATION_FILES } from "../../../scenarios/behavior_monitoring/demonstration.ts";
import { placesInFolder } from "../../host/state/device_places.ts";
import { FileStateStore } from "../../host/state/file_state_store.ts";
import { openDeviceState } from "../../host/state/find_states.ts";
import type { JournalEntry } from "../../ports/state_store.ts";
import { runHere } from "../../testing/e2e/run_here.ts";
import { type Arena, besides, OTHER } from "./arena.ts";
import type { Attack } from "./attack.ts";

const ENTRY: Omit<JournalEntry, "id"> = {
  runId: "run-1",
  agentPath: "/usr/local/bin/mdatp",
  platform: "darwin",
  simulatedProfile: null,
  at: "2026-01-05T03:00:00.000Z",
  kept: false,
  intent: { kind: "setting", setting: "behavior-monitoring", from: "disabled", to: "enabled" },
};

const onFiles: Attack = {
  classOf: 3,
  name: "state of a run removed, renamed, cut, filled or linked while it is at work",
  run: async (arena) => {
    await arena.clear();
    const home = `${arena.own}/state`;
    const state = new FileStateStore(placesInFolder(home));
    await state.lock({ pid: 1, runId: "run-1", since: "" });
    await state.open(ENTRY);
    const rival = arena.rival(
      `my $hit = 0; for my $f ("$ENV{HOME_OF}", map { "$ENV{HOME_OF}/$_" } qw(lock journal.ndjson holder.json new)) {
        $n++; $hit ||= unlink $f; $hit ||= rename $f, "$theirs/x"; $hit ||= truncate $f, 0; $hit ||= chmod 0777, $f;
        $hit ||= open(my $h, ">>", $f); $hit ||= link $f, "$theirs/y"; $hit ||= rmdir $f; $hit ||= symlink $precious, $f; }
      if ($hit) { open(my $mark, ">", "$theirs/hit"); }`,
      { HOME_OF: home },
    );
    const lost = { times: 0 };
    const tries = await besides(rival, 300 * arena.scale, async () => {
      if ((await state.pending()).length !== 1) lost.times += 1;
    });
    const hit = await Deno.lstat(`${arena.theirs}/hit`).then(() => 1, () => 0);
    await state.unlock();
    return { tries, successes: lost.times + hit, seen: "a call that succeeds, or an intent that is gone" };
  },
};

const onLock: Attack = {
  classOf: 4,
  name: "two runs of root's at once, each with a state folder of its own",
  run: async (arena) => {
    await arena.clear();
    const program = `${arena.own}/mdatp`;
    await Deno.writeTextFile(program, "#!/bin/sh\n", { mode: 0o755 });
    const roots = { machineFolder: `${arena.own}/machine`, ownFolder: `${arena.own}/machine`, userId: 0 };
    const times = 150 * arena.scale;
    let both = 0;
    for (let time = 0; time < times; time += 1) {
      const states = await Promise.all(
        ["one", "two"].map((name) => openDeviceState(`${arena.own}/${name}`, program, roots)),
      );
      const locks = await Promise.allSettled(
        states.map((state) => state.lock({ pid: 1, runId: "run-1", since: "" })),
      );
      if (locks.every(({ status }) => status === "fulfilled")) both += 1;
      for (const state of states) await state.unlock();
    }
    return { tries: times, successes: both, seen: "both hold the lock" };
  },
};

const onLockTheft: Attack = {
  classOf: 4,
  name: "the second user holds and drops the lock on the agent's program while root restores",
  run: async (arena) => {
    await arena.clear();
    const program = `${arena.own}/mdatp`;
    await Deno.writeTextFile(program, "#!/bin/sh\n", { mode: 0o755 });
    const roots = { machineFolder: `${arena.own}/machine`, ownFolder: `${arena.own}/machine`, userId: 0 };
    const rival = arena.rival(
      `use Fcntl ":flock"; open(my $h, "<", $ENV{PROGRAM}); flock($h, LOCK_EX); select undef, undef, undef, 0.001;`,
      { PROGRAM: program },
    );
    let refused = 0;
    const tries = await besides(rival, 100 * arena.scale, async () => {
      const state = await openDeviceState(`${arena.own}/state`, program, roots);
      try {
        await state.lock({ pid: 1, runId: "run-1", since: "" }, { besideOthers: true });
      } catch {
        refused += 1;
      }
      await state.unlock();
    });
    return { tries, successes: refused, seen: "root's restore is refused" };
  },
};

/** Where the second user plants a journal, as root may be led to it. */
interface Plant {
  readonly name: string;
  readonly make: (arena: Arena, line: string) => Promise<string>;
}

const PLANTS: readonly Plant[] = [
  {
    name: "a folder of his own",
    make: async (arena, line) => await plant(`${arena.theirs}/state`, line, OTHER),
  },
  {
    name: "everybody's folder, where root's state was to be made",
    make: async (arena, line) => await plant(`${arena.open}/state`, line, OTHER),
  },
  {
    name: "a file of his own in a folder of root's",
    make: async (arena, line) => {
      const folder = await plant(`${arena.own}/state`, line, 0);
      await Deno.chown(`${folder}/device/journal.ndjson`, OTHER, OTHER);
      return folder;
    },
  },
  {
    name: "a link in a folder of root's",
    make: async (arena, line) => {
      await plant(`${arena.theirs}/journals`, line, OTHER);
      await Deno.mkdir(`${arena.own}/state/device`, { recursive: true });
      const target = `${arena.theirs}/journals/device/journal.ndjson`;
      await Deno.symlink(target, `${arena.own}/state/device/journal.ndjson`);
      return `${arena.own}/state`;
    },
  },
  {
    name: "a link to a folder of his",
    make: async (arena, line) => {
      await plant(`${arena.theirs}/journals`, line, OTHER);
      await Deno.symlink(`${arena.theirs}/journals`, `${arena.own}/state`);
      return `${arena.own}/state`;
    },
  },
  {
    name: "root's own folder, which it must be told of",
    make: (arena, line) => plant(`${arena.own}/state`, line, 0),
  },
];

/** What he would have root do. */
function wishes(arena: Arena): Readonly<Record<string, object>> {
  const open = (more: object): object => ({ version: 1, kind: "open", entry: { id: 1, ...ENTRY, ...more } });
  const file = (path: string): object => open({ intent: { kind: "file", path } });
  return {
    "start a program of his": open({ agentPath: `${arena.theirs}/mdatp` }),
    "remove what is precious": file(arena.precious),
    "remove it by a way around": file(`/tmp/../${arena.precious}`),
    "remove a file that only sounds like ours": file(`${arena.own}/../elsewhere/${DEMONSTRATION_FILES[0]}`),
    "switch something else": open({ intent: { ...ENTRY.intent, setting: "real-time-protection" } }),
    "do what a later version knows": { version: 2, kind: "open", entry: { id: 1, ...ENTRY } },
    "do nothing that makes sense": { version: 1, kind: "open", entry: null },
    "name himself with control characters": open({
      agentPath: `${arena.theirs}/mdatp`,
      runId: "\x1b]0;x\x07\x9b2J",
    }),
  };
}

const onJournals: Attack = {
  classOf: 6,
  name: "journals planted wherever root may be led to",
  run: async (arena) => {
    let [tries, successes] = [0, 0];
    const seen = new Set<string>();
    for (const where of PLANTS) {
      for (const [wish, line] of Object.entries(wishes(arena))) {
        await arena.clear();
        const marks = `#!/bin/sh\ntouch ${arena.precious}.started\n`;
        await Deno.writeTextFile(`${arena.theirs}/mdatp`, marks, { mode: 0o755 });
        await Deno.chown(`${arena.theirs}/mdatp`, OTHER, OTHER);
        const folder = await where.make(arena, `${JSON.stringify(line)}\n`);
        const { stdout, stderr } = await runHere(["restore", "--state", folder]);
        tries += 1;
        // deno-lint-ignore no-control-regex
        const isRaw = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(`${stdout}${stderr}`);
        const harm = await arena.harm() ?? (isRaw ? "control characters on the terminal" : null);
        if (harm === null) continue;
        successes += 1;
        seen.add(`${harm} (${wish}, ${where.name})`);
      }
    }
    return {
      tries,
      successes,
      seen: [...seen].join("; ") || "his program started, a file of root's gone, raw control characters",
    };
  },
};

async function plant(folder: string, line: string, owner: number): Promise<string> {
  await Deno.mkdir(`${folder}/device`, { recursive: true });
  await Deno.writeTextFile(`${folder}/device/journal.ndjson`, line);
  for (const path of [folder, `${folder}/device`, `${folder}/device/journal.ndjson`]) {
    await Deno.chown(path, owner, owner);
  }
  return folder;
}

/** Attacks on what root knows of a device. */
export const ATTACKS_ON_STATE: readonly Attack[] = [onFiles, onLock, onLockTheft, onJournals];
