// `scenarios`: the catalogue, for people and for scripts.
import { CATALOGUE } from "../../../scenarios/catalogue.ts";
import { selectScenarios } from "../../../scenarios/select_scenarios.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { Host } from "../../ports/host.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Values of the options of `scenarios list` and `scenarios show`. */
export interface ScenariosOptions {
  readonly json?: true;
  readonly quiet?: true;
}

/** Runs `scenarios list`. */
export function listScenarios(
  { terminal }: Pick<Host, "terminal">,
  { json, quiet }: ScenariosOptions,
): ExitCode {
  const rows = CATALOGUE.map(({ id, title, runsByDefault, expectation }) => ({
    id,
    title,
    runsByDefault,
    expectation: expectation.kind,
  }));
  if (json === true) terminal.write(`${jsonText(rows)}\n`);
  else if (quiet === true) terminal.write(rows.map(({ id }) => `${id}\n`).join(""));
  else {
    const width = Math.max(...rows.map(({ id }) => id.length));
    terminal.write(
      rows.map(({ id, title, runsByDefault }) =>
        `${id.padEnd(width)}  ${runsByDefault ? "default  " : "on demand"}  ${title}\n`
      ).join(""),
    );
  }
  return EXIT_CODE.pass;
}

/**
 * Runs `scenarios show ID`.
 *
 * @throws HarnessError `scenario/unknown`.
 */
export function showScenarios(
  { terminal }: Pick<Host, "terminal">,
  id: string,
  { json, quiet }: ScenariosOptions,
): ExitCode {
  const scenarios = selectScenarios(CATALOGUE, [id]);
  if (json === true) terminal.write(`${jsonText(scenarios)}\n`);
  else if (quiet === true) terminal.write(scenarios.map(({ title }) => `${title}\n`).join(""));
  else terminal.write(scenarios.map(describe).join("\n"));
  return EXIT_CODE.pass;
}

function describe(scenario: Scenario): string {
  const { id, title, description, source, trigger, expectation, defaultReason, portalAlert } = scenario;
  const lines = [
    id,
    `  ${title}`,
    "",
    `  ${description}`,
    "",
    `  Expects   ${expectation.kind}`,
    `  Source    ${source}`,
    `  Default   ${scenario.runsByDefault ? "yes" : "no"}: ${defaultReason}`,
    `  Portal    ${portalAlert ?? "raises no alert"}`,
    "  Runs",
    ...trigger.processes.flatMap(({ scriptName, lines }) => [
      `    bash ${scriptName}`,
      ...lines.map((line) => `      ${line}`),
    ]),
  ];
  return `${lines.join("\n")}\n`;
}
