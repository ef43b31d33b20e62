// How long commands take that judge nothing: version, check, parse.
import { runBmverify } from "../../testing/e2e/run_bmverify.ts";
import type { StandingDevice } from "../../testing/e2e/start_device.ts";
import type { Figure } from "./figure.ts";

const RUNS = 15;
const THREATS = 100_000;

/** Start-up of the command line. */
export async function benchVersion(): Promise<Figure> {
  const value = await medianMs(RUNS, () => runBmverify(["--version"]));
  return { what: "--version", value, unit: "ms", limit: 80, note: `median of ${RUNS} starts` };
}

/** What `check` adds to the slowest of the answers that it needs; they are asked for at the same time. */
export async function benchCheck(device: StandingDevice): Promise<Figure> {
  const questions = [
    "health --output json",
    "threat allowed list",
    "exclusion list",
    "health --details system_extensions",
  ];
  const answersMs = await medianMs(
    RUNS,
    () => Promise.all(questions.map((question) => device.ask(question))),
  );
  const checkMs = await medianMs(RUNS, () => runBmverify(["check", "--mdatp", device.agentPath]));
  return {
    what: "check, beyond the agent's answers",
    value: checkMs - answersMs,
    unit: "ms",
    limit: 150,
    note: `check ${checkMs.toFixed(0)} ms, the same questions at once ${
      answersMs.toFixed(0)
    } ms, medians of ${RUNS}`,
  };
}

/** Parsing a long list, start-up and output included and taken off again. */
export async function benchParseThreats(): Promise<Figure> {
  const path = await Deno.makeTempFile({ prefix: "bmverify-bench-" });
  try {
    await Deno.writeTextFile(path, longList());
    const parseMs = await medianMs(5, () => runBmverify(["parse", "threats", path]));
    return {
      what: `parse threats, ${THREATS} entries`,
      value: parseMs / 1000,
      unit: "s",
      limit: 0.5,
      note: "median of 5 whole commands, start and printing included",
    };
  } finally {
    await Deno.remove(path);
  }
}

function longList(): string {
  const entries = Array.from({ length: THREATS }, (_, index) =>
    [
      `Id: "00000000-0000-0000-0000-${String(index).padStart(12, "0")}"`,
      "Name: Behavior:MacOS/MacOSChangeFileTest",
      'Type: "behavior"',
      "Detection time: Tue Aug 26 11:26:41 2025",
      'Status: "quarantined"',
    ].join("\n"));
  return `${entries.join("\n---\n")}\n`;
}

async function medianMs(runs: number, run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const startedMs = performance.now();
    await run();
    times.push(performance.now() - startedMs);
  }
  return times.sort((left, right) => left - right)[Math.floor(runs / 2)] ?? 0;
}
