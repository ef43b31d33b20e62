// Takes the pictures of the README from pages of real bundles, the demo's and one of a measurement for instance:
// deno run -A harness/dev/take_pictures.ts --browser PATH --page DEMO/report.html --cost MEASURED/report.html
import { pathToFileURL } from "node:url";
import { parseArgs } from "@std/cli/parse-args";
import { chromium, type Page } from "playwright-core";

const FOLDER = new URL("../../.github/pictures/", import.meta.url);
const WIDTH = 1000;

async function main(args: string[]): Promise<void> {
  const { browser, page: path, cost } = parseArgs(args, { string: ["browser", "page", "cost"] });
  if (!browser || !path || !cost) {
    throw new TypeError("Cannot take pictures: --browser PATH, --page FILE and --cost FILE are needed");
  }
  await Deno.mkdir(FOLDER, { recursive: true });
  const instance = await chromium.launch({
    executablePath: browser,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await instance.newPage({ viewport: { width: WIDTH, height: 800 }, colorScheme: "light" });
    await page.goto(pathToFileURL(await Deno.realPath(path)).href);
    await takeFirstScreen(page);
    await takeChart(page);
    await page.goto(pathToFileURL(await Deno.realPath(cost)).href);
    await page.locator("#cost figure:has(svg[role=img])").first().screenshot({ path: filePath("cost.png") });
  } finally {
    await instance.close();
  }
}

/** From the top to the end of the facts of the device. */
async function takeFirstScreen(page: Page): Promise<void> {
  const end = await page.locator("header nav").boundingBox();
  const height = Math.ceil((end?.y ?? 700) + 4);
  await page.screenshot({
    path: filePath("report.png"),
    clip: { x: 0, y: 0, width: WIDTH, height },
    fullPage: true,
  });
}

/** The timeline of the demonstration: the chart in which something was killed. */
async function takeChart(page: Page): Promise<void> {
  await page.locator("figure:has(svg[role=img] .mark-block)").first().screenshot({
    path: filePath("chart.png"),
  });
}

function filePath(name: string): string {
  return decodeURIComponent(new URL(name, FOLDER).pathname);
}

if (import.meta.main) await main(Deno.args);
