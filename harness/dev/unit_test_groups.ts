// Unit tests put together: modules that import many test files each, so that what these share is loaded once a group and
// not once a file, which took two thirds of the time of them all.

/** Takes as long as all others together. */
const ALONE = "harness/dev/prove/prove_devices_test.ts";

/**
 * The texts of modules that import all unit tests among the files, each in one of them. Files are named from the root
 * (a URL that ends with a slash); only code that needs no permission is a unit test.
 */
export function unitTestGroups(files: readonly string[], root: URL): readonly string[] {
  const unitTests = files.filter((file) => /_test\.tsx?$/.test(file) && !/_io_test\.tsx?$/.test(file));
  const others = unitTests.filter((file) => file !== ALONE);
  const alone = unitTests.filter((file) => file === ALONE);
  return [alone, others]
    .filter((group) => group.length > 0)
    .map((group) => group.map((file) => `import ${JSON.stringify(new URL(file, root).href)};\n`).join(""));
}
