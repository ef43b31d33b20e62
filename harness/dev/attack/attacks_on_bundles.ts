// Bundles that somebody sends.
import { CHECKSUMS_FILE } from "../../ports/bundle_files.ts";
import { copyBundle, rewriteSums } from "../../testing/e2e/forge_bundle.ts";
import { MAIN } from "../../testing/e2e/run_bmverify.ts";
import type { Arena } from "./arena.ts";
import type { Attack } from "./attack.ts";
import { withBundle } from "./with_bundle.ts";

/** Far beyond what reading takes on a busy machine; a pipe without a writer takes for ever. */
const HANGS_AFTER_MS = 60_000;
const MOST_BYTES = 1_500_000_000;

/** What bears the name of a file of a bundle instead of it. */
const PLANTS: Readonly<Record<string, (path: string, arena: Arena) => Promise<unknown>>> = {
  "a link to what is precious": (path, arena) => Deno.symlink(arena.precious, path),
  "a link to a file of the system": (path) => Deno.symlink("/etc/passwd", path),
  "a link to an endless file": (path) => Deno.symlink("/dev/zero", path),
  "a dangling link": (path, arena) => Deno.symlink(`${arena.precious}.new`, path),
  "a pipe": (path) => new Deno.Command("mkfifo", { args: [path] }).output(),
  "a folder": (path) => Deno.mkdir(path),
};

const COMMANDS: readonly (readonly string[])[] = [["judge"], ["report", "--reporter", "json,tap"], [
  "report",
  "--verify",
]];

const onFiles: Attack = {
  classOf: 10,
  name: "links, pipes and folders in the place of every file of a bundle, before each command that reads one",
  run: (arena) =>
    withBundle(async (stored) => {
      const names = [
        "events.ndjson",
        "run.json",
        CHECKSUMS_FILE,
        "evidence/index.ndjson",
        "results.tap",
        ".part",
      ];
      const seen = new Set<string>();
      let [tries, successes] = [0, 0];
      for (const name of names) {
        for (const [what, make] of Object.entries(PLANTS)) {
          await arena.clear();
          const bundle = await copyBundle(stored, `${arena.own}/bundle`);
          await Deno.remove(`${bundle}/${name}`).catch(() => undefined);
          await make(`${bundle}/${name}`, arena);
          const [first = [], ...others] = COMMANDS;
          for (const words of tries % 3 === 0 ? [first, ...others] : [first]) {
            tries += 1;
            const { harm } = await readByProcess([...words, bundle], arena);
            if (harm === null) continue;
            successes += 1;
            seen.add(`${harm} (${words[0]}, ${what} for ${name})`);
          }
        }
      }
      return {
        tries,
        successes,
        seen: [...seen].join("; ") || "a wait for ever, a write elsewhere, what is elsewhere shown",
      };
    }),
};

/** What would do something to a terminal, or to the next reader of a log. */
const HOSTILE = ["\x1b]0;owned\x07", "\x1b[2J", "\u009b31m", "\r\nPASS", "\u202egnp.exe"];

const onWords: Attack = {
  classOf: 10,
  name: "control characters in every string of events, evidence and names of files",
  run: (arena) =>
    withBundle(async (stored) => {
      const seen = new Set<string>();
      let [tries, successes] = [0, 0];
      for (const hostile of HOSTILE) {
        for (const file of ["events.ndjson", "evidence/index.ndjson", "run.json"]) {
          await arena.clear();
          const bundle = await copyBundle(stored, `${arena.own}/bundle`);
          const text = await Deno.readTextFile(`${bundle}/${file}`);
          const spoilt = text.replace(/:"([^"\\]{2,})"/g, (_, word) =>
            `:${JSON.stringify(`${word}${hostile}`)}`);
          await Deno.writeTextFile(`${bundle}/${file}`, spoilt);
          await Deno.writeTextFile(`${bundle}/evidence/${hostile.replaceAll("/", "")}`, "");
          await rewriteSums(bundle).catch(() =>
            undefined
          );
          for (const words of [["judge"], ["judge", "--unverified"], ["report", "--verify"]]) {
            tries += 1;
            const { harm } = await readByProcess([...words, bundle], arena);
            if (harm === null) continue;
            successes += 1;
            seen.add(`${harm} (${words.join(" ")}, ${JSON.stringify(hostile)} in ${file})`);
          }
        }
      }
      return { tries, successes, seen: [...seen].join("; ") || "a control character on the terminal" };
    }),
};

const onSizes: Attack = {
  classOf: 10,
  name: "a file of 3 GB, and JSON 100,000 levels deep",
  run: (arena) =>
    withBundle(async (stored) => {
      const seen: string[] = [];
      let tries = 0;
      const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
      const changes: readonly (readonly [string, (bundle: string) => Promise<void>])[] = [
        ["an evidence file of 3 GB", (bundle) => grow(`${bundle}/evidence/9999-more.txt`)],
        ["events of 3 GB", (bundle) => grow(`${bundle}/events.ndjson`)],
        ["a deep run.json", (bundle) => Deno.writeTextFile(`${bundle}/run.json`, deep)],
        ["a deep event", (bundle) => Deno.writeTextFile(`${bundle}/events.ndjson`, `${deep}\n`)],
      ];
      for (const [name, change] of changes) {
        await arena.clear();
        const bundle = await copyBundle(stored, `${arena.own}/bundle`);
        await change(bundle);
        tries += 1;
        const { harm } = await readByProcess(["judge", bundle], arena);
        if (harm !== null) seen.push(`${harm} (${name})`);
      }
      return {
        tries,
        successes: seen.length,
        seen: seen.join("; ") || "more than 1.5 GB, more than a minute, a crash",
      };
    }),
};

async function grow(path: string): Promise<void> {
  using file = await Deno.open(path, { create: true, write: true });
  await file.truncate(3_000_000_000);
}

/** Reads it by a process of its own, which can be ended. */
async function readByProcess(
  words: readonly string[],
  arena: Arena,
): Promise<{ readonly harm: string | null }> {
  const run = new Deno.Command(MAIN, {
    args: [...words],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let [hangs, most] = [false, 0];
  const until = performance.now() + HANGS_AFTER_MS;
  const watch = setInterval(() => {
    const status = readStatus(run.pid);
    most = Math.max(most, Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0) * 1000);
    if (performance.now() < until && most < 2 * MOST_BYTES) return;
    hangs = true;
    run.kill("SIGKILL");
  }, 50);
  const { code, signal, stdout, stderr } = await run.output();
  clearInterval(watch);
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  // deno-lint-ignore no-control-regex
  const isRaw = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/.test(text);
  const crash = signal !== null || ![0, 1, 2, 3, 4].includes(code) ? `ended with ${signal ?? code}` : null;
  const harm = hangs
    ? `took ${Math.round(most / 1e6)} MB or a minute`
    : most > MOST_BYTES
    ? `took ${Math.round(most / 1e6)} MB`
    : isRaw
    ? "control characters on the terminal"
    : text.includes("root:x:0:0")
    ? "a file of the system was shown"
    : text.includes("harness/internal")
    ? "an error without a code of its own"
    : crash ?? await arena.harm();
  return { harm };
}

function readStatus(pid: number): string {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/status`);
  } catch {
    return "";
  }
}

/** Attacks by what is sent. */
export const ATTACKS_ON_BUNDLES: readonly Attack[] = [onFiles, onWords, onSizes];
