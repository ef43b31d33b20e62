// An open file of a virtual disk, with the methods of the runtime's files that the product uses.
import type { Effect, EffectGate } from "./effect_gate.ts";
import type { DiskFile, DiskFolder } from "./virtual_disk.ts";
import { infoOf } from "./file_info.ts";

/** How it was opened. */
interface Opening {
  readonly what: string;
  readonly appends: boolean;
}

/** A handle. A folder can be opened too, to be synced. */
export class VirtualFile {
  readonly #gate: EffectGate;
  readonly #node: DiskFile | DiskFolder;
  readonly #opening: Opening;
  #at = 0;

  constructor(gate: EffectGate, node: DiskFile | DiskFolder, opening: Opening) {
    this.#gate = gate;
    this.#node = node;
    this.#opening = opening;
  }

  write(bytes: Uint8Array): Promise<number> {
    const put = (count: number): void => {
      const file = this.#file;
      const at = this.#opening.appends ? file.bytes.length : this.#at;
      const grown = new Uint8Array(Math.max(file.bytes.length, at + count));
      grown.set(file.bytes);
      grown.set(bytes.subarray(0, count), at);
      file.bytes = grown;
      this.#at = at + count;
    };
    return this.#gate.act(
      this.#effect("write"),
      () => {
        put(bytes.length);
        return bytes.length;
      },
      () => put(Math.floor(bytes.length / 2)),
    );
  }

  read(into: Uint8Array): Promise<number | null> {
    return this.#gate.act(this.#effect("read"), () => {
      const piece = this.#file.bytes.subarray(this.#at, this.#at + into.length);
      into.set(piece);
      this.#at += piece.length;
      return piece.length === 0 ? null : piece.length;
    });
  }

  get readable(): ReadableStream<Uint8Array> {
    return ReadableStream.from(this.#pieces());
  }

  async *#pieces(): AsyncGenerator<Uint8Array> {
    const buffer = new Uint8Array(65_536);
    for (let count = await this.read(buffer); count !== null; count = await this.read(buffer)) {
      yield buffer.slice(0, count);
    }
  }

  sync(): Promise<void> {
    return this.#gate.act(this.#effect("sync"), () => {
      if (this.#node.kind === "folder") this.#node.synced = new Map(this.#node.names);
      else this.#node.synced = this.#node.bytes;
    });
  }

  syncData(): Promise<void> {
    return this.sync();
  }

  stat(): Promise<Deno.FileInfo> {
    return Promise.resolve(infoOf(this.#node));
  }

  tryLock(): Promise<boolean> {
    const { life } = this.#gate;
    return this.#gate.act(this.#effect("lock"), () => {
      const file = this.#file;
      if (file.lockedBy !== null && file.lockedBy !== life) return false;
      file.lockedBy = life;
      return true;
    });
  }

  unlock(): Promise<void> {
    return this.#gate.act(this.#effect("unlock"), () => void (this.#file.lockedBy = null));
  }

  close(): void {}

  [Symbol.dispose](): void {}

  get #file(): DiskFile {
    if (this.#node.kind !== "file") throw new Error("Is a directory (os error 21)");
    return this.#node;
  }

  #effect(kind: Effect["kind"]): Effect {
    return { kind, what: this.#opening.what };
  }
}
