// `deno task faults [PROGRAM …] [--every N] [--real]`: everything that can go wrong at every effect of a program, in virtual time.
// Prints step × fault × outcome and exits with 1 when anything ended as nothing may.
import "../../testing/late_modules.ts";
import { parseArgs } from "@std/cli/parse-args";
import { FAULTS } from "./fault.ts";
import { faultSummary, faultTable } from "./fault_table.ts";
import { SUBJECTS } from "./subject.ts";
import { effectsOf, type Trial, tryFault } from "./try_fault.ts";

if (import.meta.main) await main(Deno.args);

async function main(words: readonly string[]): Promise<void> {
  const { _: named, every = "1", only, at } = parseArgs([...words], { string: ["every", "only", "at"] });
  const step = Number(every);
  const summaries: string[] = [];
  let isMissed = false;
  for (const subject of SUBJECTS) {
    if (named.length > 0 && !named.includes(subject.name)) continue;
    const effects = await effectsOf(subject);
    const trials: Trial[] = [];
    let count = 0;
    for (const [index, effect] of effects.entries()) {
      if (at !== undefined && Number(at) !== index) continue;
      const around = { before: effects.slice(0, index), after: effects.slice(index) };
      for (const fault of FAULTS) {
        if (only !== undefined && fault.name !== only) continue;
        if (!fault.happensTo(effect, around) || count++ % step !== 0) continue;
        trials.push(await tryFault(subject, fault, index));
      }
    }
    const bad = trials.filter(({ findings }) => findings.length > 0);
    isMissed ||= bad.length > 0;
    print(`\n${faultTable(trials)}`);
    for (const one of bad.slice(0, 20)) {
      const { fault, effect: { kind, what }, findings, account } = one;
      print(`\n${findings.join(", ")}: ${subject.name} --at ${one.at} --only "${fault}" (${kind} ${what})`);
      print(account.replace(/^/gm, "  "));
    }
    summaries.push(faultSummary(`${subject.name} (${effects.length} effects)`, trials));
  }
  print(`\n${summaries.join("\n")}`);
  if (isMissed) Deno.exit(1);
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}
