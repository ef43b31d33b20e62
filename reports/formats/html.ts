// The report as one page for people. The page itself, and the libraries it needs, are loaded when it is written.
import type { Reporter } from "../views/reporter.ts";

/** `html`: `report.html`. */
export const htmlReporter: Reporter = {
  name: "html",
  fileName: "report.html",
  readers: "people: one page with charts, no server and no network needed",
  render: async (record, context) => {
    const { renderPage } = await import(
      import.meta.resolve("../html/page.tsx")
    ) as typeof import("../html/page.tsx");
    return renderPage(record, context);
  },
};
