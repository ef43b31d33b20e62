/** Whether a file bears the name of an archive; what is in it is another question. */
export function isNamedArchive(path: string): boolean {
  return /\.(?:tar\.gz|tgz)$/i.test(path);
}
