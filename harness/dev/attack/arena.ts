// Where attacks take place: folders of root's and of everybody's, something precious, and a second user, in namespaces of
// their own that end with the program.
import { SafeWriter } from "../../host/files/safe_writer.ts";

/** Nobody's on any system. */
export const OTHER = 61_234;
const PRECIOUS = "precious";

/** A program of the second user that runs until it is stopped. */
export interface Rival extends AsyncDisposable {
  /** Resolves once it is at work. */
  readonly started: Promise<void>;
  /** Ends it, and gives the number that it printed last: how often it has tried. */
  stop(): Promise<number>;
}

/** The place. */
export class Arena {
  readonly #folder: string;
  /** How much more often than at least things are tried. */
  readonly scale: number;

  constructor(folder: string, scale: number) {
    this.#folder = folder;
    this.scale = scale;
  }

  /** Root's own folder, which others may look into. */
  get own(): string {
    return `${this.#folder}/own`;
  }

  /** Everybody's, with the sticky bit, like `/tmp`. */
  get open(): string {
    return `${this.#folder}/open`;
  }

  /** The second user's. */
  get theirs(): string {
    return `${this.#folder}/theirs`;
  }

  /** A file of root's that no attack may change, beside a folder in which nothing may appear. */
  get precious(): string {
    return `${this.#folder}/elsewhere/${PRECIOUS}`;
  }

  static async make(scale: number): Promise<Arena> {
    const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "bmverify-arena-" }));
    await Deno.chmod(folder, 0o755);
    const arena = new Arena(folder, scale);
    await arena.clear();
    return arena;
  }

  /** As it was in the beginning. */
  async clear(): Promise<void> {
    for (const path of [this.own, this.open, this.theirs, `${this.#folder}/elsewhere`]) {
      await Deno.remove(path, { recursive: true }).catch(() => undefined);
      await Deno.mkdir(path);
    }
    await Deno.chmod(this.open, 0o1777);
    await Deno.chmod(this.own, 0o755);
    await Deno.chown(this.theirs, OTHER, OTHER);
    await Deno.chmod(`${this.#folder}/elsewhere`, 0o777);
    await new SafeWriter(`${this.#folder}/elsewhere`).write(PRECIOUS, PRECIOUS);
  }

  /** What was done to what is precious, in words; null when nothing was. */
  async harm(): Promise<string | null> {
    const names = await Array.fromAsync(Deno.readDir(`${this.#folder}/elsewhere`), ({ name }) => name);
    const more = names.filter((name) => name !== PRECIOUS);
    if (more.length > 0) return `"${more[0]}" was written elsewhere`;
    const text = await Deno.readTextFile(this.precious).catch(() => null);
    return text === PRECIOUS ? null : "what is precious was changed";
  }

  /** Runs a Perl program of the second user's; `$n` counts its tries. Perl is there wherever these systems are. */
  rival(body: string, environment: Readonly<Record<string, string>> = {}): Rival {
    const program =
      `$| = 1; print "0\\n"; $SIG{TERM} = sub { print "$n\\n"; exit }; my ($open, $precious, $theirs) = @ARGV; our $n = 0; ` +
      `while (1) { $n++; ${body} }`;
    const child = new Deno.Command("setpriv", {
      args: [
        ...["--reuid", String(OTHER), "--regid", String(OTHER), "--clear-groups", "perl", "-e", program],
        ...[this.open, this.precious, this.theirs],
      ],
      env: { ...environment },
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const started = lines.read().then(() => undefined);
    const stop = async (): Promise<number> => {
      try {
        child.kill("SIGTERM");
      } catch {
        // It has ended.
      }
      let [said, next] = ["", await lines.read()];
      for (; !next.done; next = await lines.read()) said += next.value;
      await child.status;
      return Number(said.trim());
    };
    return { started, stop, [Symbol.asyncDispose]: async () => void await stop() };
  }
}

/** Lets a rival try while something is done so often, and counts both. */
export async function besides(
  rival: Rival,
  times: number,
  action: (time: number) => Promise<unknown>,
): Promise<number> {
  await rival.started;
  for (let time = 0; time < times; time += 1) await action(time).catch(() => undefined);
  return times + await rival.stop();
}
