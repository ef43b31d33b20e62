// The `latest` link beside the bundles.

/** Makes `link` a symbolic link to `target` (relative), replacing an older link in one step. */
export async function pointTo(link: string, target: string): Promise<void> {
  const temporary = `${link}.${target}`;
  await Deno.symlink(target, temporary, { type: "dir" });
  await Deno.rename(temporary, link);
}
