// Makes the names in a folder durable: a file that was just made is found after a power failure only when its folder was
// synced, however well its content was.

/** @throws what the system says of a folder that it cannot sync. */
export async function syncFolder(folder: string): Promise<void> {
  using opened = await Deno.open(folder, { read: true });
  await opened.sync();
}
