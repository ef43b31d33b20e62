// Puts a virtual machine in the place of the runtime's own functions, so that the product's code for the machine runs as
// it is, and what it does reaches a disk and processes that do not exist.
import { createHash } from "node:crypto";
import type { EffectGate, EffectKind } from "./effect_gate.ts";
import { infoOf } from "./file_info.ts";
import { namedPath } from "./named_path.ts";
import type { DiskNode, VirtualDisk } from "./virtual_disk.ts";
import { VirtualFile } from "./virtual_file.ts";
import type { VirtualChild, VirtualProcesses } from "./virtual_processes.ts";

/** The parts of a virtual machine that the runtime stands on. */
export interface Underneath {
  readonly gate: EffectGate;
  readonly disk: VirtualDisk;
  readonly processes: VirtualProcesses;
  /** Listeners of signals, of the life that runs now. */
  readonly listeners: Map<string, Set<() => void>>;
  readonly say: (stream: "out" | "err", text: string) => void;
}

interface OpenWords {
  readonly write?: boolean;
  readonly append?: boolean;
  readonly create?: boolean;
  readonly createNew?: boolean;
  readonly mode?: number;
}

/** Puts it there and gives what takes it away again. */
export function takeOver(machine: Underneath): () => void {
  const undo: (() => void)[] = [];
  const put = (target: object, values: Readonly<Record<string, unknown>>): void => {
    for (const [name, value] of Object.entries(values)) {
      const before = Object.getOwnPropertyDescriptor(target, name);
      Object.defineProperty(target, name, { value, configurable: true, writable: true });
      undo.push(() => {
        if (before === undefined) Reflect.deleteProperty(target, name);
        else Object.defineProperty(target, name, before);
      });
    }
  };
  put(Deno, { ...filesOf(machine), ...factsOf(machine), ...processesOf(machine) });
  // The runtime's own answers from another thread, at a moment that is not ours to choose.
  put(crypto.subtle, {
    digest: (_name: string, bytes: Uint8Array) =>
      Promise.resolve(new Uint8Array(createHash("sha256").update(bytes).digest()).buffer),
  });
  return () => undo.toReversed().forEach((one) => one());
}

function filesOf({ gate, disk }: Underneath): Readonly<Record<string, unknown>> {
  const on = <T>(kind: EffectKind, path: string, whole: () => T): Promise<T> =>
    gate.act({ kind, what: namedPath(path) }, whole);
  const now = <T>(kind: EffectKind, path: string, whole: () => T): T =>
    gate.actNow({ kind, what: namedPath(path) }, whole);
  const realPath = (path: string): string => {
    const real = disk.realPath(path);
    if (real === null) throw new Deno.errors.NotFound(`No such file or directory (os error 2): ${path}`);
    return real;
  };
  const info = (path: string, follow: boolean): Deno.FileInfo => {
    const node = disk.find(path, { follow });
    if (node === null) throw new Deno.errors.NotFound(`No such file or directory (os error 2): ${path}`);
    return infoOf(node);
  };
  const open = (path: string, { write, append, create, createNew, mode = 0o666 }: OpenWords = {}) => {
    const there = disk.find(path, { follow: true });
    if (there !== null && createNew === true) throw new Deno.errors.AlreadyExists(`File exists: ${path}`);
    const isMade = there === null && (create === true || createNew === true);
    const opened = (): VirtualFile => {
      const node: DiskNode = isMade ? disk.createFile(path, mode) : nodeToOpen(disk, path);
      if (node.kind === "link") throw new Error(`Too many levels of symbolic links: ${path}`);
      if (node.kind === "folder" && (write === true || append === true)) throw new Error("Is a directory");
      return new VirtualFile(gate, node, { what: namedPath(path), appends: append === true });
    };
    return on(isMade ? "create" : "read", path, opened);
  };
  return {
    open,
    lstat: (path: string) => on("read", path, () => info(path, false)),
    stat: (path: string) => on("read", path, () => info(path, true)),
    // Of what is not on this disk, the product asks for its own code.
    lstatSync: (path: string | URL) =>
      path instanceof URL ? infoOf(disk.folderAt("/")) : now("read", path, () => info(path, false)),
    realPath: (path: string) => on("read", path, () => realPath(path)),
    realPathSync: (path: string) => now("read", path, () => realPath(path)),
    readFile: (path: string) => on("read", path, () => new Uint8Array(disk.fileAt(path).bytes)),
    readTextFile: (path: string) => on("read", path, () => new TextDecoder().decode(disk.fileAt(path).bytes)),
    readDir: (path: string) => entriesOf(() => on("read", path, () => [...disk.folderAt(path).names])),
    mkdir: (path: string, { recursive = false, mode = 0o777 } = {}) =>
      on("make-folder", path, () => {
        if (recursive && disk.find(path, { follow: true })?.kind === "folder") return;
        disk.createFolder(path, mode);
      }),
    remove: (path: string, { recursive = false } = {}) =>
      on("remove", path, () => disk.remove(path, { recursive })),
    rename: (from: string, to: string) => on("rename", to, () => disk.rename(from, to)),
    symlink: (target: string, path: string) => on("link", path, () => disk.createLink(path, target)),
    chmod: (path: string, mode: number) =>
      on("set-mode", path, () => {
        const node = disk.find(path, { follow: true });
        if (node !== null) node.mode = mode;
      }),
    truncate: (path: string, length: number) =>
      on("cut", path, () => {
        const file = disk.fileAt(path);
        file.bytes = file.bytes.slice(0, length);
      }),
  };
}

function factsOf({ gate, listeners, say }: Underneath): Readonly<Record<string, unknown>> {
  const environment: Readonly<Record<string, string>> = { HOME: "/Users/me", USER: "root" };
  const stream = (name: "out" | "err"): object => ({
    isTerminal: () => false,
    writeSync: (bytes: Uint8Array) =>
      gate.actNow({ kind: "say", what: `standard ${name === "out" ? "output" : "error"}` }, () => {
        say(name, new TextDecoder().decode(bytes));
        return bytes.length;
      }),
  });
  return {
    build: { ...Deno.build, os: "darwin" },
    pid: 4242,
    uid: () => 0,
    cwd: () => "/Users/me",
    hostname: () => "mac-1",
    osRelease: () => "25.0.0",
    execPath: () => "/usr/local/bin/deno",
    env: { get: (name: string) => environment[name], toObject: () => ({ ...environment }) },
    consoleSize: () => ({ columns: 80, rows: 24 }),
    stdin: { isTerminal: () => false, read: () => Promise.resolve(null) },
    stdout: stream("out"),
    stderr: stream("err"),
    addSignalListener: (name: string, listener: () => void) =>
      gate.actNow({ kind: "listen", what: name }, () => {
        listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
      }),
    removeSignalListener: (name: string, listener: () => void) => void listeners.get(name)?.delete(listener),
  };
}

function processesOf({ gate, processes }: Underneath): Readonly<Record<string, unknown>> {
  class VirtualCommand {
    readonly #argv: readonly string[];

    constructor(program: string, { args = [] }: { readonly args?: readonly string[] } = {}) {
      this.#argv = [program, ...args];
    }

    spawn(): VirtualChild {
      return processes.spawn(this.#argv);
    }

    /** The one that is not waited for asks a shell whether a signal comes through. */
    outputSync(): { readonly code: number } {
      return gate.actNow({ kind: "spawn", what: "sh" }, () => ({ code: 7 }));
    }
  }
  const kill = (pid: number): void =>
    gate.actNow({ kind: "signal", what: "SIGKILL" }, () => processes.kill(Math.abs(pid)));
  return { Command: VirtualCommand, kill };
}

function nodeToOpen(disk: VirtualDisk, path: string): DiskNode {
  const node = disk.find(path, { follow: true });
  if (node === null) throw new Deno.errors.NotFound(`No such file or directory (os error 2): ${path}`);
  return node;
}

async function* entriesOf(list: () => Promise<readonly (readonly [string, DiskNode])[]>) {
  for (const [name, node] of await list()) {
    const { isFile, isDirectory, isSymlink } = infoOf(node);
    yield { name, isFile, isDirectory, isSymlink };
  }
}
