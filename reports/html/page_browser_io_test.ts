// The HTML report in a real browser. The driver wants every permission, so it runs as a program of its own.
import { fileURLToPath } from "node:url";
import { assertEquals, assertGreater, assertLessOrEqual } from "@std/assert";
import type { PageCheck } from "../../harness/dev/check_pages.ts";
import { findBrowser } from "../../harness/dev/find_program.ts";
import { htmlReporter } from "../formats/html.ts";
import { inventedSamples } from "../invented/blocks.ts";
import { INVENTED_MATERIAL } from "../invented/evidence.ts";
import { inventedRecord, type InventedRun } from "../invented/run_records.ts";
import { PLAIN_STYLE } from "../../harness/model/text/style.ts";

const RUNS: readonly InventedRun[] = ["pass", "flaky", "inconclusive", "measurement", "hostile"];
/** Of the packages that only tests need. */
const LOCK = new URL("../../harness/dev/deno.lock", import.meta.url);
const CHECKER = new URL("../../harness/dev/check_pages.ts", import.meta.url);
/** Kept after the run: the workflow stores them. */
const SCREENSHOTS = new URL("../out/screenshots/", import.meta.url);

/** On paper; texts of the hostile run are as long as a page shows at all. */
const MOST_SHEETS = 4;

const browser = await findBrowser();
const name = `the HTML report works in a real browser, in light and dark, wide and narrow, and on paper${
  browser === null ? " (IGNORED: no Chrome or Chromium is installed)" : ""
}`;

Deno.test({ name, ignore: browser === null }, async (test) => {
  const checks = await checkPages(browser ?? "");
  assertEquals(checks.length, RUNS.length * 2);
  for (const check of checks) {
    await test.step(`${check.page}, ${check.scheme}, ${check.width} px`, () => {
      assertEquals(check.errors, [], "console errors");
      assertEquals(check.requests, [], "requests");
      assertEquals(check.violations, [], "accessibility");
      assertLessOrEqual(check.overflowPx, 0, "wider than the window");
      assertEquals(check.clipped, [], "texts cut off");
      assertEquals(check.copyWorks, true, "copy button");
      if (check.sheets === null) return;
      assertGreater(check.sheets, 0, "printed sheets");
      const most = check.page === "hostile.html" ? Infinity : MOST_SHEETS;
      assertLessOrEqual(check.sheets, most, "printed sheets");
    });
  }
});

async function checkPages(path: string): Promise<readonly PageCheck[]> {
  const pages = await Deno.makeTempDir({ prefix: "bmverify-pages-" });
  try {
    const screenshots = Deno.env.get("GITHUB_ACTIONS") === "true" ? [fileURLToPath(SCREENSHOTS)] : [];
    for (const folder of screenshots) await Deno.mkdir(folder, { recursive: true });
    for (const run of RUNS) {
      const context = {
        style: PLAIN_STYLE,
        bundlePath: null,
        ...INVENTED_MATERIAL,
        samples: inventedSamples,
      };
      await Deno.writeTextFile(
        `${pages}/${run}.html`,
        String(await htmlReporter.render(inventedRecord(run), context)),
      );
    }
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        `--lock=${fileURLToPath(LOCK)}`,
        // The driver looks into /proc, which the runtime gives to nobody with less.
        "--allow-all",
        fileURLToPath(CHECKER),
        ...["--browser", path, "--pages", pages],
        ...screenshots.flatMap((folder) => ["--screenshots", folder]),
      ],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return JSON.parse(new TextDecoder().decode(stdout));
  } finally {
    await Deno.remove(pages, { recursive: true });
  }
}
