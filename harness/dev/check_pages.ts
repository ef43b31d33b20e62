// Opens HTML reports in a real browser and prints, as JSON, what somebody who reads them would run into. A program
// of its own because the browser driver looks into /proc, which takes every permission; the test has none of them.
import { pathToFileURL } from "node:url";
import { parseArgs } from "@std/cli/parse-args";
import axe from "axe-core";
import { type BrowserContext, chromium, type Page } from "playwright-core";

/** What was seen of one page in one colour scheme and width. */
export interface PageCheck {
  readonly page: string;
  readonly scheme: "light" | "dark";
  readonly width: number;
  /** Console errors and exceptions, dialogs among them: nothing of a report may open one. */
  readonly errors: readonly string[];
  /** Requests beside the page itself. */
  readonly requests: readonly string[];
  /** Rules of axe that are violated, with the first place of each. */
  readonly violations: readonly string[];
  /** By how many CSS pixels the page is wider than the window, or than half of it (200 % zoom). */
  readonly overflowPx: number;
  /** Texts of charts that stick out of their chart. */
  readonly clipped: readonly string[];
  readonly copyWorks: boolean;
  /** Sheets of A4 that printing takes; null where it was not printed. */
  readonly sheets: number | null;
}

/** Flags that keep the browser quiet, alone and away from the network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Only bounds a failure: on a busy machine a picture takes long. */
const LIMIT_MS = 180_000;

const HEIGHT = 900;
const VIEWS = [
  { scheme: "light", width: 1280 },
  { scheme: "dark", width: 360 },
] as const;

/** Between them these have every part of a page; looking at all of them in all media would only take longer. */
const IN_ALL_MEDIA: ReadonlySet<string> = new Set(["flaky.html", "measurement.html"]);

async function main(args: string[]): Promise<void> {
  const { browser, pages, screenshots } = parseArgs(args, { string: ["browser", "pages", "screenshots"] });
  if (!browser || !pages) {
    throw new TypeError("Cannot check pages: --browser PATH and --pages FOLDER are needed");
  }
  const profile = await Deno.makeTempDir({ prefix: "bmverify-browser-" });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless: true,
    args: FLAGS,
  });
  // A busy machine takes its time.
  context.setDefaultTimeout(0);
  context.setDefaultNavigationTimeout(0);
  try {
    const checks: PageCheck[] = [];
    for await (const { name } of Deno.readDir(pages)) {
      if (name.endsWith(".html")) {
        checks.push(...await checkPage(context, { folder: pages, name, screenshots }));
      }
    }
    // deno-lint-ignore no-console -- a program whose result is its output
    console.log(JSON.stringify(checks));
  } finally {
    await context.close();
    await Deno.remove(profile, { recursive: true });
  }
}

interface PagePlace {
  readonly folder: string;
  readonly name: string;
  /** Folder for pictures of each view, which take a fifth of the time; none are taken without. */
  readonly screenshots: string | undefined;
}

/** Loaded once: what changes between two views is what the page makes of it. */
async function checkPage(
  context: BrowserContext,
  { folder, name, screenshots }: PagePlace,
): Promise<readonly PageCheck[]> {
  const url = pathToFileURL(`${folder}/${name}`).href;
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  const errors: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => request.url() !== url && requests.push(request.url()));
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: VIEWS[0].width, height: HEIGHT });
  await page.goto(url);
  await firstPaint(page);
  const seen: Omit<PageCheck, "violations" | "errors" | "requests">[] = [];
  for (const { scheme, width } of VIEWS) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: HEIGHT });
    const overflowPx = await overflow(page);
    if (screenshots !== undefined) {
      await page.screenshot({
        path: `${screenshots}/${name.replace(".html", "")}-${scheme}-${width}.png`,
        fullPage: true,
      });
    }
    const clipped = await page.evaluate(CLIPPED) as readonly string[];
    const copyWorks = await tryCopy(page);
    if (width > 1000) await page.setViewportSize({ width: width / 2, height: HEIGHT });
    const zoomedOverflowPx = await overflow(page);
    const sheets = scheme === "light" ? await countSheets(page) : null;
    seen.push({
      page: name,
      scheme,
      width,
      overflowPx: Math.max(overflowPx, zoomedOverflowPx),
      clipped,
      copyWorks,
      sheets,
    });
  }
  const violations = await checkAccess(page, IN_ALL_MEDIA.has(name));
  await page.close();
  return seen.map((view) => ({ ...view, errors, requests, violations: violations[view.scheme] }));
}

/** All rules once, and in every other view those that depend on it; a page with every part is looked at whole in both. */
async function checkAccess(
  page: Page,
  inAllMedia: boolean,
): Promise<Readonly<Record<PageCheck["scheme"], string[]>>> {
  // Folded parts are checked as well.
  await page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)");
  await page.evaluate(axe.source);
  const dark = await runAxe(page, inAllMedia ? "all" : "of the view");
  const [{ scheme: colorScheme, width }] = VIEWS;
  await page.emulateMedia({ colorScheme });
  // As wide as on a screen of this width at 200 %.
  await page.setViewportSize({ width: width / 2, height: HEIGHT });
  const light = await runAxe(page, "all");
  if (inAllMedia) {
    await page.emulateMedia({ forcedColors: "active" });
    light.push(...await runAxe(page, "of the view"));
    await page.emulateMedia({ forcedColors: "none", media: "print" });
    light.push(...await runAxe(page, "of the view"));
  }
  return { dark, light };
}

/** Charts are as wide as they are: a text that is longer than its place is cut off. */
const CLIPPED = `[...document.querySelectorAll(".chart svg[role=img] text")].filter((text) => {
  const chart = text.ownerSVGElement.getBoundingClientRect();
  const box = text.getBoundingClientRect();
  return box.width > 0 && (box.left < chart.left - 1 || box.right > chart.right + 1);
}).map((text) => text.textContent)`;

async function overflow(page: Page): Promise<number> {
  return await page.evaluate("document.documentElement.scrollWidth - innerWidth") as number;
}

/** Waits until something is to be seen. */
async function firstPaint(page: Page): Promise<void> {
  // The policy of the page forbids what the driver would wait with, so this asks again and again itself.
  for (let asked = 0; asked < 1_000; asked++) {
    const paintMs = await page.evaluate(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1",
    );
    if (typeof paintMs === "number" && paintMs >= 0) return;
    await page.waitForTimeout(20);
  }
  throw new Error(`The page ${page.url()} painted nothing although it was asked a thousand times`);
}

/** Presses the first copy button with the keyboard; true when it answers, or when there is none. */
async function tryCopy(page: Page): Promise<boolean> {
  const button = page.locator("button[data-copy]:visible").first();
  if (await button.count() === 0) return true;
  await button.focus();
  await page.keyboard.press("Enter");
  for (let asked = 0; asked < 100; asked++) {
    if ((await button.locator("[role=status]").textContent() ?? "") !== "") return true;
    await page.waitForTimeout(100);
  }
  return false;
}

async function countSheets(page: Page): Promise<number> {
  const pdf = new TextDecoder("latin1").decode(await page.pdf({ format: "A4" }));
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Rules whose outcome changes with colours, width and medium alone. */
const OF_THE_VIEW = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

async function runAxe(page: Page, rules: "all" | "of the view"): Promise<string[]> {
  const options = {
    resultTypes: ["violations"],
    // There is nothing to fetch.
    preload: false,
    ...(rules === "all" ? {} : { runOnly: OF_THE_VIEW }),
  };
  const { violations } = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`) as {
    violations: readonly {
      id: string;
      nodes: readonly { target: readonly string[]; failureSummary: string }[];
    }[];
  };
  return violations.map(({ id, nodes }) =>
    `${id} at ${nodes[0]?.target.join(" ")}: ${nodes[0]?.failureSummary}`
  );
}

if (import.meta.main) await main(Deno.args);
