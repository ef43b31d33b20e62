// Since when something is worse, and what of the context changed there. A date alone is never a cause.
import { changeInWords, type ContextChange, contextChanges } from "../comparing/context_changes.ts";
import { acceptedNights, type DeviceHistory } from "../nights/device_history.ts";
import type { HistoryFinding } from "./judge_history.ts";

/** The beginning of something that is worse. */
export interface FirstBad {
  /** Scenario or series. */
  readonly what: string;
  /** The run of its first night, and how many nights there are since, that one included. */
  readonly run: string;
  readonly night: string;
  readonly age: number;
  /** The last run before it that was good, and the last one that it may have begun with. */
  readonly after: string;
  readonly until: string;
  /** What changed between these two. */
  readonly contexts: readonly ContextChange[];
  readonly words: string;
}

/** Everything that is worse tonight, with where it began. Empty when nothing is. */
export function firstBad(history: DeviceHistory, { scenarios, costs }: HistoryFinding): readonly FirstBad[] {
  return [
    ...scenarios.flatMap(({ scenario, since, lastGood }) =>
      since === null || lastGood === null ? [] : [begin(history, {
        what: scenario,
        run: since.run,
        after: lastGood.run,
        until: since.run,
      })]
    ),
    ...costs.flatMap(({ series, state, since }) =>
      state !== "regression" || since === null ? [] : [begin(history, {
        what: series,
        run: since.at.run,
        after: runBefore(history, since.low.run),
        until: since.high.run,
      })]
    ),
  ];
}

function runBefore(history: DeviceHistory, run: string): string {
  const nights = acceptedNights(history);
  const place = nights.findIndex((night) => night.run.run === run);
  return nights[Math.max(0, place - 1)]?.run.run ?? run;
}

function begin(
  { nights }: DeviceHistory,
  { what, run, after, until }: Pick<FirstBad, "what" | "run" | "after" | "until">,
): FirstBad {
  const placeOf = (id: string) => nights.findIndex((night) => night.run.run === id);
  const [from, first, to] = [placeOf(after), placeOf(run), placeOf(until)];
  const stretch = nights.slice(from, to + 1).map((night) => night.run);
  // Night by night: what changed and changed back is a candidate as well.
  const steps = stretch.slice(1).flatMap((later, index) => {
    const earlier = stretch[index];
    return earlier === undefined ? [] : contextChanges(earlier, later);
  });
  const contexts = [...new Map(steps.map((change) => [JSON.stringify(change), change])).values()];
  const nightsSince = new Set(nights.slice(first).map((night) => night.run.night));
  const night = nights[first]?.run.night ?? "";
  return { what, run, night, age: nightsSince.size, after, until, contexts, words: causeInWords(contexts) };
}

/** Names a cause only where one thing changed; else what has to be tried to tell. */
function causeInWords(contexts: readonly ContextChange[]): string {
  const names = [...new Set(contexts.map(({ name }) => name))];
  const [only] = contexts;
  if (only === undefined) return "Nothing that is recorded changed there: no cause can be named.";
  if (names.length === 1 && contexts.length === 1) {
    return only.before === null || only.after === null
      ? `Cannot tell why: ${changeInWords(only)} is not known on both sides.`
      : `Only one thing changed there: ${changeInWords(only)}.`;
  }
  const listed = contexts.map(changeInWords).join("; ");
  if (names.length === 1) return `Cannot tell which: ${names[0]} changed more than once there: ${listed}.`;
  return `Cannot tell which: ${names.join(" and ")} changed there: ${listed}. ` +
    `To tell: put ${
      names[0]
    } back alone, run again, and "bmverify compare" that run with ${"one from before"}; if it is as good, ${
      names[0]
    } is the cause, else one of the rest.`;
}
