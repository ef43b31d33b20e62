// `history list`, `show`, `gate` and `first-bad`: what only reads the store.
import type { EvidenceKind } from "../../../reports/facts/evidence_kind.ts";
import type { FactsOfRun } from "../../../reports/facts/fact.ts";
import { factRows } from "../../../reports/facts/facts_of.ts";
import { runInWords } from "../../history/comparing/comparison_words.ts";
import { firstBad } from "../../history/gate/first_bad.ts";
import { firstBadInWords, gateInWords } from "../../history/gate/gate_words.ts";
import { GATE_STATES, type GateState, judgeHistory } from "../../history/gate/judge_history.ts";
import { deviceHistories } from "../../history/nights/device_history.ts";
import { nightLines, nightTable } from "../../history/nights/night_lines.ts";
import { fromHead } from "../../history/nights/stored_facts.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { Host } from "../../ports/host.ts";
import { chosenHistories, findNight, type HistoryOptions, readHistories, withStore } from "./open_history.ts";

type ReadingHost = Pick<Host, "facts" | "histories" | "terminal">;

/** Values of the options that say what is printed. */
interface Printed {
  readonly json?: true;
  readonly quiet?: true;
}

/** `history list`: every run of each device; quiet leaves the last one. */
export async function listHistory(host: ReadingHost, options: HistoryOptions & Printed): Promise<ExitCode> {
  const heads = await withStore(host, { ...options, mode: "read" }, (store) => store.heads().map(fromHead));
  // The rows of the runs are all that a list needs.
  const bare = heads.map((run): FactsOfRun => ({ run, attempts: [], unmet: [], costs: [] }));
  const listed = chosenHistories(deviceHistories(bare), options).map(({ evidence, device, nights }) => ({
    evidence,
    device,
    lines: nightLines(nights.map(({ run }) => run)),
  }));
  if (options.json === true) {
    host.terminal.write(`${JSON.stringify(listed, null, 2)}\n`);
    return EXIT_CODE.pass;
  }
  for (const { evidence, device, lines } of listed) {
    const nights = lines.map(({ night }) => night);
    host.terminal.write(
      `${mark(evidence)}${device}: ${lines.length} runs, ${nights.at(0)} to ${nights.at(-1)}\n`,
    );
    host.terminal.write(nightTable(options.quiet === true ? lines.slice(-1) : lines));
  }
  return EXIT_CODE.pass;
}

function mark(evidence: EvidenceKind): string {
  return evidence === "real" ? "" : `${evidence.toUpperCase()} `;
}

/** `history show NIGHT`: the facts of one run. */
export async function showNight(
  host: ReadingHost,
  night: string,
  options: HistoryOptions & Printed,
): Promise<ExitCode> {
  const facts = await withStore(
    host,
    { ...options, mode: "read" },
    (store) => findNight(readHistories(store, options), night),
  );
  if (options.json === true) {
    host.terminal.write(`${JSON.stringify(facts, null, 2)}\n`);
    return EXIT_CODE.pass;
  }
  host.terminal.write(`${mark(facts.run.evidence)}${runInWords(facts.run)}\n`);
  if (options.quiet === true) return EXIT_CODE.pass;
  for (
    const { fact, version: _, evidence: _kind, device: _device, run: _run, ...values } of factRows(facts)
  ) {
    const told = Object.entries(values).filter(([, value]) => value !== null);
    host.terminal.write(`  ${fact}: ${told.map(([name, value]) => `${name} ${value}`).join(", ")}\n`);
  }
  return EXIT_CODE.pass;
}

/** Values of the options of `gate`. */
export interface GateOptions extends HistoryOptions, Printed {
  readonly strict?: true;
}

/** `history gate`: exit 1 for a regression, 3 with --strict where nothing could be told, else 0. */
export async function gateHistory(host: ReadingHost, options: GateOptions): Promise<ExitCode> {
  const found = await withStore(
    host,
    { ...options, mode: "read" },
    (store) => readHistories(store, options).map(judgeHistory),
  );
  const state = GATE_STATES.find((one) => found.some((finding) => finding.state === one)) ?? "steady";
  if (options.json === true) host.terminal.write(`${JSON.stringify({ state, devices: found }, null, 2)}\n`);
  else if (options.quiet === true) host.terminal.write(`${mark(options.evidence)}${state}\n`);
  else found.forEach((finding) => host.terminal.write(gateInWords(finding)));
  return exitCodeOfGate(state, options.strict === true);
}

function exitCodeOfGate(state: GateState, strict: boolean): ExitCode {
  if (state === "regression") return EXIT_CODE.fail;
  return state === "cannot tell" && strict ? EXIT_CODE.inconclusive : EXIT_CODE.pass;
}

/** `history first-bad`: where everything that is worse tonight began; exit 1 when anything is. */
export async function tellFirstBad(host: ReadingHost, options: HistoryOptions & Printed): Promise<ExitCode> {
  const found = await withStore(
    host,
    { ...options, mode: "read" },
    (store) =>
      readHistories(store, options).map((history) => ({
        evidence: history.evidence,
        device: history.device,
        worse: firstBad(history, judgeHistory(history)),
      })),
  );
  const count = found.reduce((sum, { worse }) => sum + worse.length, 0);
  if (options.json === true) host.terminal.write(`${JSON.stringify(found, null, 2)}\n`);
  else if (options.quiet === true) host.terminal.write(`${mark(options.evidence)}${count} worse\n`);
  else {
    for (const { evidence, device, worse } of found) {
      host.terminal.write(`${mark(evidence)}${device}${worse.length === 0 ? ": nothing is worse" : ""}\n`);
      worse.forEach((one) => host.terminal.write(`  ${firstBadInWords(one)}`));
    }
  }
  return count === 0 ? EXIT_CODE.pass : EXIT_CODE.fail;
}
