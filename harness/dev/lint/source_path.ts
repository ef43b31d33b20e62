// Where a linted file stands in the repository, and what kind of file it is.

const ROOT = decodeURIComponent(new URL("../../../", import.meta.url).pathname);

/** The path from the root of the repository, with slashes. */
export function sourcePath(fileName: string): string {
  const path = fileName.replaceAll("\\", "/").replace(/^file:\/\//, "");
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path;
}

/** The path an import leads to, from the root of the repository; null for packages. */
export function importedPath(from: string, specifier: string): string | null {
  if (!/^\.{0,2}\//.test(specifier)) return null;
  return decodeURIComponent(new URL(specifier, `file:///${from}`).pathname).slice(1);
}

/** Whether the file is a test or a bench. */
export function isTest(path: string): boolean {
  return /_(test|bench)\.tsx?$/.test(path);
}
