// Finds folders that hold more source files than a person can take in at a glance.

const MOST_FILES = 25;

/** Folders with too many of these files directly in them, as "path: N files", in order. */
export function findFullFolders(paths: readonly string[]): readonly string[] {
  const folders = Map.groupBy(paths, (path) => path.slice(0, path.lastIndexOf("/")));
  return [...folders]
    .filter(([, files]) => files.length > MOST_FILES)
    .map(([folder, files]) => `${folder}: ${files.length} files, at most ${MOST_FILES} are allowed`)
    .toSorted();
}
