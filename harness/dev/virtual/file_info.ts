// What the runtime tells of a file, of a node of a virtual disk.
import type { DiskNode } from "./virtual_disk.ts";

/** Everything belongs to root, bears one name, and is as old as nothing. */
export function infoOf(node: DiskNode): Deno.FileInfo {
  return {
    isFile: node.kind === "file",
    isDirectory: node.kind === "folder",
    isSymlink: node.kind === "link",
    size: node.kind === "file" ? node.bytes.length : 0,
    mtime: new Date(0),
    atime: null,
    birthtime: null,
    ctime: null,
    dev: 1,
    ino: node.ino,
    mode: node.mode,
    nlink: 1,
    uid: 0,
    gid: 0,
    rdev: 0,
    blksize: 4096,
    blocks: 0,
    isBlockDevice: false,
    isCharDevice: false,
    isFifo: false,
    isSocket: false,
  };
}
