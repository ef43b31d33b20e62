/** Takes a bundle away in one step, so that no half of one is ever read; what lies at its path then is on its way out. */
export async function removeBundle(folder: string): Promise<void> {
  const at = folder.lastIndexOf("/") + 1;
  const doomed = `${folder.slice(0, at)}.${folder.slice(at)}.pruned`;
  await Deno.rename(folder, doomed);
  await Deno.remove(doomed, { recursive: true });
}
