// `deno task attack [--scale N] [CLASS …]`: a second user, and what he sends, against the product, in mount, process and
// user namespaces of their own. Prints class × tries × successes × how one would show; exits with 1 when one did.
import { parseArgs } from "@std/cli/parse-args";
import { Arena } from "./arena.ts";
import { type Attack, CLASSES, type Tried } from "./attack.ts";
import { ATTACKS_ON_BUNDLES } from "./attacks_on_bundles.ts";
import { ATTACKS_ON_PROCESSES } from "./attacks_on_processes.ts";
import { ATTACKS_ON_SENDING } from "./attacks_on_sending.ts";
import { ATTACKS_ON_STATE } from "./attacks_on_state.ts";
import { ATTACKS_ON_WRITERS } from "./attacks_on_writers.ts";
import { enterNamespaces } from "./enter_namespaces.ts";

const ATTACKS: readonly Attack[] = [
  ...ATTACKS_ON_WRITERS,
  ...ATTACKS_ON_STATE,
  ...ATTACKS_ON_PROCESSES,
  ...ATTACKS_ON_BUNDLES,
  ...ATTACKS_ON_SENDING,
];

if (import.meta.main) Deno.exit(await enterNamespaces(import.meta.filename ?? "", Deno.args, main));

async function main(words: readonly string[]): Promise<number> {
  const { _: classes, scale = "1" } = parseArgs([...words], { string: ["scale"] });
  const arena = await Arena.make(Number(scale));
  const results: (readonly [Attack, Tried])[] = [];
  for (const attack of ATTACKS.toSorted((one, other) => one.classOf - other.classOf)) {
    if (classes.length > 0 && !classes.map(String).includes(String(attack.classOf))) continue;
    const tried = await attack.run(arena);
    results.push([attack, tried]);
    const kind = attack.isControl === true ? " (a control, which must succeed)" : "";
    print(
      `${attack.classOf} | ${attack.name} | ${tried.tries} tries | ${tried.successes} successes | ${tried.seen}${kind}`,
    );
  }
  print("");
  let isMissed = false;
  for (const [number, title] of Object.entries(CLASSES)) {
    const inClass = results.filter(([{ classOf }]) => String(classOf) === number);
    const of = inClass.filter(([{ isControl }]) => isControl !== true).map(([, tried]) => tried);
    isMissed ||= inClass.some(([{ isControl }, { successes }]) => isControl === true && successes === 0);
    if (of.length === 0) continue;
    const sum = (pick: (tried: Tried) => number): number => of.reduce((all, tried) => all + pick(tried), 0);
    const successes = sum((tried) => tried.successes);
    isMissed ||= successes > 0;
    print(`class ${number}, ${title}: ${sum((tried) => tried.tries)} tries, ${successes} successes`);
  }
  return isMissed ? 1 : 0;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}
