// The catalogue of scenarios as a page for people. Pure; generate.ts writes it.

import type { Scenario } from "../model/scenario.ts";

/** Markdown of `scenarios/README.md`. */
export function renderCatalogue(scenarios: readonly Scenario[]): string {
  return [
    "<!-- Made by `deno task generate` from the scenario files. Change those, not this page. -->",
    "# Scenarios",
    "One file per scenario, listed in `catalogue.ts` in the order of a run. Ids are stable: reports and histories " +
    "refer to them.",
    overview(scenarios),
    ...scenarios.map(section),
    "",
  ].join("\n\n");
}

function overview(scenarios: readonly Scenario[]): string {
  return table(
    ["scenario", "must be", "behavior monitoring", "by default"],
    scenarios.map((scenario) => [
      `[\`${scenario.id}\`](#${scenario.id.replaceAll(".", "")})`,
      wanted(scenario),
      scenario.behaviorMonitoring,
      scenario.runsByDefault ? "yes" : "on request",
    ]),
  );
}

function section(scenario: Scenario): string {
  return [
    `## ${scenario.id}`,
    `**${scenario.title}.** ${scenario.description}`,
    [
      `- Expectation: ${wanted(scenario)}`,
      `- Runs by default: ${scenario.runsByDefault ? "yes" : "no"}. ${scenario.defaultReason}`,
      `- Platforms: ${scenario.platforms.join(", ")}`,
      `- Repeats: ${scenario.repeatable ? "as many as asked for" : "once only"}`,
      `- Files: ${scenario.trigger.files.map(shown).join(", ")}`,
      ...(scenario.neighbours > 0 ? [`- Unrelated processes beside it: ${scenario.neighbours}`] : []),
      `- Alert in the portal: ${scenario.portalAlert ?? "none"}`,
      `- Source: ${scenario.source}`,
    ].join("\n"),
    "What it runs (`{folder}` is the trigger folder, `/tmp` on a real device):",
    ...scenario.trigger.processes.map(({ scriptName, lines }) =>
      `\`\`\`bash\n# ${scriptName}\n${lines.join("\n")}\n\`\`\``
    ),
  ].join("\n\n");
}

function wanted({ expectation }: Scenario): string {
  switch (expectation.kind) {
    case "quiet":
      return "left alone: neither blocked nor recorded";
    case "blocked-and-recorded":
      return `blocked and recorded as \`${expectation.detection.name}\``;
    case "file-removed-and-recorded":
      return `removed and recorded as \`${expectation.detection.name}\``;
  }
}

function shown(file: string): string {
  return `\`${file}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
