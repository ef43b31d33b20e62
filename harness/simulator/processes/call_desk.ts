// Where the core answers the command line. A call is a pipe with a name in the file system, which serves once: the core
// makes it ahead and holds it open, so whoever reads from it comes to its end when the core ends, however that ends.
//
//   mdatp.sh                                       core
//                                                  makes N.call, opens it
//   makes N.call.words, in which it alone succeeds
//   opens N.call, writes "N.call" to `asked`  ──►  reads N.call.words
//   reads exit code, then output              ◄──  writes, closes, removes both
import type { Answer } from "../answers/answer.ts";

/** Makes pipes with names; the same place on Linux and macOS. keeper.sh allows it. */
const PIPE_MAKER = "/usr/bin/mkfifo";

/** Calls made ahead; more are made when half of them are left. */
const SPARE_CALLS = 16;
const ASKED = "asked";

/** What is told to a caller. */
type Told = Pick<Answer, "stdout" | "exitCode">;

/** Answers calls, each for itself: a slow answer holds up no other. */
export class CallDesk {
  readonly #folder: string;
  readonly #answer: (words: readonly string[]) => Promise<Told>;
  /** Calls that wait for somebody, or for their answer. */
  readonly #held = new Map<string, Deno.FsFile>();
  #made = 0;

  /** `answer` may take for ever: then the caller gets nothing until he is killed or the core ends. */
  constructor(folder: string, answer: (words: readonly string[]) => Promise<Told>) {
    this.#folder = folder;
    this.#answer = answer;
  }

  /** Resolves when calls are taken. */
  async open(): Promise<void> {
    await Deno.mkdir(this.#folder, { mode: 0o700 });
    const names = this.#nextNames();
    await makePipes([`${this.#folder}/${ASKED}`, ...this.#drafts(names)]);
    // For both ways, so that opening does not wait for a caller, and reading does not end with the last one.
    const asked = await Deno.open(`${this.#folder}/${ASKED}`, { read: true, write: true });
    this.#listen(asked.readable);
    await this.#hold(names);
  }

  async #listen(asked: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of asked) {
      const lines = `${text}${decoder.decode(chunk, { stream: true })}`.split("\n");
      text = lines.pop() ?? "";
      for (const name of lines) this.#serve(name);
      await this.#makeMore();
    }
  }

  async #serve(name: string): Promise<void> {
    const held = this.#held.get(name);
    if (held === undefined) return;
    const path = `${this.#folder}/${name}`;
    const { stdout, exitCode } = await this.#answerWords(`${path}.words`);
    this.#held.delete(name);
    try {
      using call = await Deno.open(path, { write: true });
      // Or a caller who was killed could not be told from one who is slow to read.
      held.close();
      await writeWhole(call, `${exitCode}\n${stdout}`);
    } catch {
      // Nobody reads it any more, or the device is being removed.
    }
    for (const gone of [path, `${path}.words`]) await Deno.remove(gone).catch(() => {});
  }

  async #answerWords(path: string): Promise<Told> {
    try {
      const [, ...words] = (await Deno.readTextFile(path)).split("\0").slice(0, -1);
      return await this.#answer(words);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      // The device is being removed.
      return { stdout: "", exitCode: 1 };
    }
  }

  async #makeMore(): Promise<void> {
    // Looked up, not counted: a caller that was killed between taking a call and asking leaves one that nobody will use.
    const names = (await Array.fromAsync(Deno.readDir(this.#folder)).catch(() => [])).map(({ name }) => name);
    const free = names.filter((name) => name.endsWith(".call") && !names.includes(`${name}.words`));
    if (free.length <= SPARE_CALLS / 2) await this.#makeCalls().catch(() => {});
  }

  async #makeCalls(): Promise<void> {
    const names = this.#nextNames();
    await makePipes(this.#drafts(names));
    await this.#hold(names);
  }

  #nextNames(): readonly string[] {
    return Array.from({ length: SPARE_CALLS }, () => `${this.#made++}.call`);
  }

  #drafts(names: readonly string[]): readonly string[] {
    return names.map((name) => `${this.#folder}/${name}.new`);
  }

  async #hold(names: readonly string[]): Promise<void> {
    await Promise.all(names.map(async (name) => {
      const path = `${this.#folder}/${name}`;
      this.#held.set(name, await Deno.open(`${path}.new`, { read: true, write: true }));
      // Seen only when it is open: a caller takes a pipe that nobody holds for a core that is gone.
      await Deno.rename(`${path}.new`, path);
    }));
  }
}

async function makePipes(paths: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command(PIPE_MAKER, {
    args: ["-m", "600", ...paths],
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`Cannot make pipes with "${PIPE_MAKER}"`);
}

async function writeWhole(call: Deno.FsFile, text: string): Promise<void> {
  let rest = new TextEncoder().encode(text);
  while (rest.length > 0) rest = rest.subarray(await call.write(rest));
}
