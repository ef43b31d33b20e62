// A disk in memory that knows what of it would be left after a power failure: of a file what was synced, of a folder the
// names that were in it when it was synced itself, as POSIX has it and no file system promises more than that.

/** A file, a folder or a link. */
export type DiskNode = DiskFile | DiskFolder | DiskLink;

interface Numbered {
  readonly ino: number;
  mode: number;
}

/** What is in a file now, and what would be after a power failure. */
export interface DiskFile extends Numbered {
  readonly kind: "file";
  bytes: Uint8Array<ArrayBuffer>;
  synced: Uint8Array<ArrayBuffer>;
  /** Holder of the lock. */
  lockedBy: object | null;
}

/** The names in a folder. */
export interface DiskFolder extends Numbered {
  readonly kind: "folder";
  readonly names: Map<string, DiskNode>;
  synced: ReadonlyMap<string, DiskNode>;
}

/** A symbolic link. */
export interface DiskLink extends Numbered {
  readonly kind: "link";
  readonly target: string;
}

/** What a power failure leaves of names: those that were synced, or all; of contents only what was synced is left. */
export type PowerLoss = "synced-names" | "all-names";

const NO_BYTES = new Uint8Array();
const MOST_LINKS = 40;

/** Files, folders and links below `/`. All of them belong to root. */
export class VirtualDisk {
  #inodes = 1;
  #root: DiskFolder = this.#folder(0o755);

  /** What bears the name; a link in the last place is given itself unless it is to be followed. */
  find(path: string, { follow }: { readonly follow: boolean }): DiskNode | null {
    return this.#walk(path, { follow, left: MOST_LINKS })?.node ?? null;
  }

  /** The path without links; null when nothing is there. */
  realPath(path: string): string | null {
    return this.#walk(path, { follow: true, left: MOST_LINKS })?.path ?? null;
  }

  /** @throws Deno.errors.NotFound when there is none. */
  fileAt(path: string): DiskFile {
    const node = this.find(path, { follow: true });
    if (node === null) throw new Deno.errors.NotFound(`No such file or directory (os error 2): ${path}`);
    if (node.kind !== "file") throw new Error(`Is a directory (os error 21): ${path}`);
    return node;
  }

  /** @throws Deno.errors.NotFound, Deno.errors.NotADirectory. */
  folderAt(path: string): DiskFolder {
    const node = this.find(path, { follow: true });
    if (node === null) throw new Deno.errors.NotFound(`No such file or directory (os error 2): ${path}`);
    if (node.kind !== "folder") throw new Deno.errors.NotADirectory(`Not a directory (os error 20): ${path}`);
    return node;
  }

  /** @throws Deno.errors.AlreadyExists. */
  createFile(path: string, mode: number): DiskFile {
    const file: DiskFile = {
      kind: "file",
      ino: this.#inodes++,
      mode,
      bytes: NO_BYTES,
      synced: NO_BYTES,
      lockedBy: null,
    };
    this.#add(path, file);
    return file;
  }

  /** @throws Deno.errors.AlreadyExists. */
  createFolder(path: string, mode: number): void {
    this.#add(path, this.#folder(mode));
  }

  /** @throws Deno.errors.AlreadyExists. */
  createLink(path: string, target: string): void {
    this.#add(path, { kind: "link", ino: this.#inodes++, mode: 0o777, target });
  }

  /** Makes a folder and all above it; they, and what is in them, are as if they had been there for long. */
  install(folder: string): void {
    let at = "";
    for (const name of folder.split("/").filter((part) => part !== "")) {
      const above = this.folderAt(at === "" ? "/" : at);
      at = `${at}/${name}`;
      if (!above.names.has(name)) this.createFolder(at, 0o755);
      above.synced = new Map(above.names);
    }
    const last = this.folderAt(folder);
    last.synced = new Map(last.names);
  }

  /** @throws Deno.errors.NotFound, and an error for a folder that is not empty. */
  remove(path: string, { recursive }: { readonly recursive: boolean }): void {
    const { folder, name } = this.#placeOf(path);
    const node = folder.names.get(name);
    if (node === undefined) throw new Deno.errors.NotFound(`No such file or directory (os error 2): ${path}`);
    if (node.kind === "folder" && node.names.size > 0 && !recursive) {
      throw new Error(`Directory not empty (os error 39): ${path}`);
    }
    folder.names.delete(name);
  }

  rename(from: string, to: string): void {
    const { folder, name } = this.#placeOf(from);
    const node = folder.names.get(name);
    if (node === undefined) throw new Deno.errors.NotFound(`No such file or directory (os error 2): ${from}`);
    const place = this.#placeOf(to);
    if (place.folder.names.get(place.name)?.kind === "folder" && node.kind !== "folder") {
      throw new Error(`Is a directory (os error 21): ${to}`);
    }
    folder.names.delete(name);
    place.folder.names.set(place.name, node);
  }

  /** What a power failure leaves; all locks are gone. */
  losePower(loss: PowerLoss): void {
    const left = (folder: DiskFolder): void => {
      if (loss === "synced-names") {
        folder.names.clear();
        for (const [name, node] of folder.synced) folder.names.set(name, node);
      }
      for (const node of folder.names.values()) {
        if (node.kind === "folder") left(node);
        if (node.kind === "file") [node.bytes, node.lockedBy] = [node.synced, null];
      }
    };
    left(this.#root);
  }

  /** Locks end with their holder. */
  release(holder: object): void {
    for (const { node } of this.below("/")) {
      if (node.kind === "file" && node.lockedBy === holder) node.lockedBy = null;
    }
  }

  /** All that lies below a folder, with whole paths; nothing when it is not there. */
  *below(folder: string): Generator<{ readonly path: string; readonly node: DiskNode }> {
    const start = this.find(folder, { follow: true });
    if (start?.kind !== "folder") return;
    for (const [name, node] of start.names) {
      const path = `${folder === "/" ? "" : folder}/${name}`;
      yield { path, node };
      if (node.kind === "folder") yield* this.below(path);
    }
  }

  #folder(mode: number): DiskFolder {
    return { kind: "folder", ino: this.#inodes++, mode, names: new Map(), synced: new Map() };
  }

  #add(path: string, node: DiskNode): void {
    const { folder, name } = this.#placeOf(path);
    if (folder.names.has(name)) throw new Deno.errors.AlreadyExists(`File exists (os error 17): ${path}`);
    folder.names.set(name, node);
  }

  #placeOf(path: string): { readonly folder: DiskFolder; readonly name: string } {
    const at = path.replace(/\/+$/, "").lastIndexOf("/");
    return { folder: this.folderAt(path.slice(0, at) || "/"), name: path.slice(at + 1).replace(/\/+$/, "") };
  }

  #walk(
    path: string,
    { follow, left }: { readonly follow: boolean; readonly left: number },
  ): { readonly node: DiskNode; readonly path: string } | null {
    if (left === 0) throw new Error(`Too many levels of symbolic links (os error 40): ${path}`);
    let [node, at]: [DiskNode, string] = [this.#root, ""];
    const names = path.split("/").filter((part) => part !== "" && part !== ".");
    for (const [index, name] of names.entries()) {
      if (node.kind !== "folder") {
        throw new Deno.errors.NotADirectory(`Not a directory (os error 20): ${path}`);
      }
      const next: DiskNode | undefined = node.names.get(name);
      if (next === undefined) return null;
      const isLast = index === names.length - 1;
      if (next.kind === "link" && (follow || !isLast)) {
        const rest = names.slice(index + 1).map((one) => `/${one}`).join("");
        const target = next.target.startsWith("/") ? next.target : `${at}/${next.target}`;
        return this.#walk(`${target}${rest}`, { follow, left: left - 1 });
      }
      [node, at] = [next, `${at}/${name}`];
    }
    return { node, path: at === "" ? "/" : at };
  }
}
