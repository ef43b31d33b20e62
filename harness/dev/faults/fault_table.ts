// The trials of one program as a table: what was done, what went wrong there, and what came of it.
import { FINDINGS, type Trial } from "./try_fault.ts";

/** A row for each kind of effect on each thing, a column for what came of its faults. */
export function faultTable(trials: readonly Trial[]): string {
  const rows = Map.groupBy(trials, ({ effect: { kind, what } }) => `${kind} ${what}`);
  const lines = [...rows].flatMap(([step, of]) => {
    const byOutcome = Map.groupBy(of, ({ outcome, findings }) => [outcome, ...findings].join(", "));
    return [...byOutcome].map(([outcome, same]) => {
      const faults = Map.groupBy(same, ({ fault }) => fault);
      const named = [...faults].map(([fault, some]) =>
        some.length === 1 ? fault : `${fault} ×${some.length}`
      );
      return `${step} | ${named.join(", ")} | ${outcome}`;
    });
  });
  const litter = Map.groupBy(trials.flatMap((one) => one.litter), (path) => path);
  const left = [...litter].map(([path, times]) => `left ${times.length} times: ${path}`);
  return ["step | fault | outcome", ...lines, ...left].join("\n");
}

/** How many trials there were, and how many of them ended as none may. */
export function faultSummary(name: string, trials: readonly Trial[]): string {
  const counts = FINDINGS.map((finding) =>
    `${trials.filter(({ findings }) => findings.includes(finding)).length} ${finding}`
  );
  const littering = trials.filter(({ litter }) => litter.length > 0).length;
  return `${name}: ${trials.length} faults, ${counts.join(", ")}; ${littering} left litter`;
}
