// The agent's command line on a made-up machine: a command runner that takes its time, answers, or goes wrong.
import { HarnessError } from "../../model/harness_error.ts";
import type { Command, CommandOutput, CommandRunner } from "../../ports/command_runner.ts";
import { healthAsJson, healthAsText, healthDetails, listAsJson, listAsText } from "./agent_answers.ts";
import { printedRows, valueAt } from "./threat_rows.ts";
import type { Hiccup, World } from "./world.ts";

/** Where the agent is. */
export const AGENT_PATH = "/usr/local/bin/mdatp";
/** How long a slow command takes. */
const SLOW_MS = 3000;

interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr?: string;
}

/** Runs no program but the agent. */
export class WorldCommands implements CommandRunner {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  async run({ argv, timeoutMs }: Command): Promise<CommandOutput> {
    const { clock, story, hiccups } = this.#world;
    const [program, ...args] = argv;
    if (program !== AGENT_PATH) {
      throw new HarnessError("command/not-found", `Cannot run "${program}": there is none`, { hint: "None" });
    }
    const startedAt = clock.now();
    const startedAtMs = clock.monotonicMs();
    const trouble = hiccups.filter((one) =>
      one.fromMs <= startedAtMs && startedAtMs < one.untilMs && concerns(one, args)
    );
    const isHanging = trouble.some(({ how }) => how === "hangs");
    const isKilled = trouble.some(({ how }) => how === "killed");
    const isSlow = trouble.some(({ how }) => how === "slow");
    const takesMs = isHanging ? timeoutMs : Math.min(isSlow ? SLOW_MS : story.answerMs, timeoutMs);
    const early = story.answers === "as-asked" ? this.#answer(args) : null;
    await clock.sleep(takesMs);
    const said = trouble.reduce(spoil, early ?? this.#answer(args));
    return {
      argv,
      startedAt,
      startedAtMs,
      durationMs: clock.monotonicMs() - startedAtMs,
      exitCode: isHanging || isKilled ? null : said.exitCode,
      signal: isHanging || isKilled ? "SIGKILL" : null,
      timedOut: isHanging,
      truncated: false,
      stdout: encode(said.stdout),
      stderr: encode(said.stderr ?? ""),
    };
  }

  #answer(args: readonly string[]): Said {
    const { protection } = this.#world;
    const form = this.#world.story.form;
    const json = args.includes("json") && form !== "text-only";
    const [topic, second, third, fourth] = args;
    if (topic === "health") {
      if (second === "--details") return said(healthDetails(third ?? "", protection));
      if (second === "--field" && third === "behavior_monitoring") {
        return said(`"${protection.behaviorMonitoring ? "enabled" : "disabled"}"\n`);
      }
      return said(json ? healthAsJson(protection) : healthAsText(protection));
    }
    if (topic === "threat" && second === "list") return this.#list(json);
    if (topic === "threat" && second === "allowed") return said("No threats\n");
    if (topic === "exclusion") return said("No exclusions\n");
    if (topic === "config" && second === "behavior-monitoring") {
      this.#world.switchTo(fourth === "enabled");
      return said("Configuration property updated.\n");
    }
    if (topic === "version") return said("Product version: 101.26022.0020\n");
    return { exitCode: 1, stdout: "", stderr: "Unknown command\n" };
  }

  #list(json: boolean): Said {
    const { story, rows, quirks, zones, clock } = this.#world;
    const nowMs = clock.monotonicMs();
    if (story.form === "json" && !json) return { exitCode: 1, stdout: "", stderr: "Cannot print a table\n" };
    const isOther = this.#world.otherForm.some(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
    const printed = printedRows(rows, nowMs, quirks);
    const ids = !this.#world.has("no-ids");
    return said(
      json !== isOther ? listAsJson(printed, { ids }) : listAsText(printed, {
        zoneMinutes: story.zoneMinutes + (valueAt(zones, nowMs) ?? 0),
        ids,
        isOdd: this.#world.has("spelling"),
      }),
    );
  }
}

/** Whether a hiccup has to do with a command; changes and other questions fare as "all". */
export function concerns({ which, how }: Pick<Hiccup, "which" | "how">, args: readonly string[]): boolean {
  if (how === "text-fails" && args.includes("json")) return false;
  if (args[0] === "config") return false;
  if (which === "all") return true;
  return which === "health" ? args[0] === "health" : args[0] === "threat" && args[1] === "list";
}

function spoil(answer: Said, { how }: Hiccup): Said {
  if (how === "slow" || how === "killed") return answer;
  if (how === "cut-at-the-end") return { ...answer, stdout: answer.stdout.slice(0, -6) };
  if (how === "other-words") return { exitCode: 0, stdout: "The daemon is starting.\nTry again later.\n" };
  if (how === "cut") {
    return { ...answer, stdout: answer.stdout.slice(0, Math.floor(answer.stdout.length * 0.6)) };
  }
  if (how === "empty") return { exitCode: 0, stdout: "" };
  return { exitCode: 1, stdout: "", stderr: "Could not connect to the daemon\n" };
}

function said(stdout: string): Said {
  return { exitCode: 0, stdout };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
