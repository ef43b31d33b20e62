// What the agent itself counted during the blocks: whose files it scanned, with behavior monitoring off and on.
import type { BlockRecord } from "../../harness/model/record/measurement.ts";
import { formatNumber } from "../../harness/model/text/format_quantity.ts";
import { formatDuration } from "../views/format_duration.ts";
import { armInWords } from "../views/measurement_words.ts";
import type { FeedbackLine } from "./section.ts";

const MOST_NAMED = 5;

/** One item for each process with the most scans, and each with the most work of behavior monitoring; empty without counters. */
export function counterLines(blocks: readonly BlockRecord[]): readonly FeedbackLine[] {
  const compared = blocks.filter(({ phase, usable }) => phase === "compare" && usable);
  const arms = [...Map.groupBy(compared, ({ arm }) => arm)].toSorted(([a], [b]) => a < b ? -1 : 1);
  const scans = top(compared.flatMap(({ counters }) => counters), ({ filesScanned }) => filesScanned)
    .map((name) => {
      const each = arms.map(([arm, same]) => {
        const mine = same.flatMap(({ counters }) => counters).filter((one) => nameOf(one) === name);
        const files = mine.reduce((sum, { filesScanned }) => sum + filesScanned, 0);
        const ms = mine.reduce((sum, { scanTimeNs }) => sum + scanTimeNs, 0) / 1e6;
        return `${armInWords(arm)} ${wholeNumber(files / same.length)} files in ${
          formatDuration(ms / same.length)
        }`;
      });
      return `${name}: ${each.join("; ")}`;
    });
  const events = top(
    compared.flatMap(({ behaviorCounters }) => behaviorCounters),
    ({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0),
  ).map((name) => {
    const each = arms.map(([arm, same]) => {
      const counts = new Map<string, number>();
      for (const one of same.flatMap(({ behaviorCounters }) => behaviorCounters)) {
        if (nameOf(one) !== name) continue;
        for (const [key, count] of Object.entries(one.counts)) {
          counts.set(key, (counts.get(key) ?? 0) + count);
        }
      }
      return `${armInWords(arm)} ${
        [...counts].map(([key, sum]) => countInWords(key, sum / same.length)).join(", ") || "nothing"
      }`;
    });
    return `${name}: ${each.join("; ")}`;
  });
  return [
    ...titled("Scanned, mean of all compared blocks:", scans),
    ...titled("Seen by behavior monitoring, mean of all compared blocks, in the words of the agent:", events),
  ];
}

interface Named {
  readonly name: string | null;
}

function nameOf({ name }: Named): string {
  return name ?? "(no name)";
}

function top<Counter extends Named>(
  all: readonly Counter[],
  amount: (counter: Counter) => number,
): readonly string[] {
  const sums = [...Map.groupBy(all, nameOf)].map(([name, same]) => ({
    name,
    sum: same.reduce((sum, one) => sum + amount(one), 0),
  }));
  return sums.toSorted((a, b) => b.sum - a.sum).slice(0, MOST_NAMED).map(({ name }) => name);
}

/** The agent's own word for what it counts; what it says is in nanoseconds is a time. */
function countInWords(key: string, count: number): string {
  const [, what] = /^(.*?)\s*\(ns\)$/.exec(key) ?? [];
  return what === undefined ? `${key} ${wholeNumber(count)}` : `${what} ${formatDuration(count / 1e6)}`;
}

/** With a mark at each thousand; small means keep their fraction. */
function wholeNumber(value: number): string {
  return value < 100 ? formatNumber(value) : Math.round(value).toLocaleString("en-GB");
}

function titled(title: string, items: readonly string[]): readonly FeedbackLine[] {
  return items.length === 0
    ? []
    : [{ as: "line", text: title }, ...items.map((text) => ({ as: "item", text }) as const)];
}
