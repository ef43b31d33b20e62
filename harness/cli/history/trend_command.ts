// `history trend`: the page of nights.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import { type HistoryOptions, readHistories, withStore } from "./open_history.ts";

/** Values of the options of `trend`. */
export interface TrendOptions extends HistoryOptions {
  readonly out: string;
  readonly open?: true;
}

const PAGE = "trend";

/** Writes a page for each device that is meant: `trend.html`, with a number where there are several. */
export async function writeTrend(
  host: Pick<Host, "facts" | "histories" | "bundleFiles" | "terminal">,
  options: TrendOptions,
): Promise<ExitCode> {
  const { renderTrend } = await import(
    import.meta.resolve("../../history/page/trend_page.tsx")
  ) as typeof import("../../history/page/trend_page.tsx");
  const histories = await withStore(
    host,
    { ...options, mode: "read" },
    (store) => readHistories(store, options),
  );
  for (const [index, history] of histories.entries()) {
    const name = `${PAGE}${histories.length === 1 ? "" : `-${index + 1}`}.html`;
    await host.bundleFiles.write(options.out, name, renderTrend(history));
    host.terminal.write(`${options.out}/${name}\n`);
    if (options.open === true && !await host.bundleFiles.open(`${options.out}/${name}`)) {
      host.terminal.writeError(`bmverify: Open this page in a browser: ${options.out}/${name}\n`);
    }
  }
  return EXIT_CODE.pass;
}
