// Paths as they are told apart from run to run.

/** A path without what is drawn at random or differs from run to run. */
export function namedPath(path: string): string {
  return path.replace(/\.[0-9a-f]{16}\.part$/, ".*.part").replace(/\d{8}T\d{6}Z-[0-9a-f]{8}/g, "RUN")
    .replace(/\/[0-9a-f]{12}-[^/]+/g, "/DEVICE").replace(/\/\d{4}-/g, "/NNNN-");
}
