// Finds the programs of others that some tests hold our output against. Nothing is installed here: that is the job of
// set_up_ci.sh, and a test whose program is missing is ignored, which CI counts as a failure.

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of an installed Chrome or Chromium, for the tests of the HTML report; null when there is none. */
export async function findBrowser(): Promise<string | null> {
  return await firstPresent(BROWSERS);
}

/** Path of Prometheus' own checker, for the test of the metrics; null when there is none. */
export async function findPromtool(): Promise<string | null> {
  return await firstPresent(
    ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map((folder) => `${folder}/promtool`),
  );
}

/** Path of sudo's own checker of its rules; null when there is none. */
export async function findVisudo(): Promise<string | null> {
  return await firstPresent(["/usr/sbin", "/usr/local/sbin"].map((folder) => `${folder}/visudo`));
}

async function firstPresent(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    if (await Deno.stat(path).then(({ isFile }) => isFile, () => false)) return path;
  }
  return null;
}
