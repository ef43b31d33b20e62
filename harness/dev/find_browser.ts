// Finds a browser for the tests of the HTML report, or puts Debian's there.

import { aptGet, isDebianRoot, isPresent } from "./debian_packages.ts";

/** A browser to use, or why there is none. */
export type BrowserChoice =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "missing"; readonly reason: string };

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * An installed Chrome or Chromium. Where there is none, root on Debian gets one; on a CI server a missing browser
 * is an error, since these tests must not be left out there.
 */
export async function findBrowser(): Promise<BrowserChoice> {
  const installed = await firstPresent();
  if (installed !== null) return { kind: "found", path: installed };
  if (await isDebianRoot()) {
    await aptGet(["update"]);
    await aptGet(["install", "--yes", "--no-install-recommends", "chromium"]);
    const path = await firstPresent();
    if (path !== null) return { kind: "found", path };
  }
  if (Deno.env.get("CI")) {
    throw new Error("Cannot test the HTML report: this CI server has no Chrome or Chromium");
  }
  return { kind: "missing", reason: "no Chrome or Chromium is installed" };
}

async function firstPresent(): Promise<string | null> {
  for (const path of PLACES) if (await isPresent(path)) return path;
  return null;
}
