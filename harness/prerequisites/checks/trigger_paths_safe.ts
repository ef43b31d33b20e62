// `trigger-paths-safe`: nobody planted anything where the trigger writes.
import type { TriggerPath } from "../device_facts.ts";
import { shellWord } from "../../model/text/command_with.ts";
import { type CheckContext, type Finding, met, unknown, unmet } from "../finding.ts";

/** Looks at the states of the trigger paths. */
export function triggerPathsSafe({ facts }: CheckContext): Finding {
  const paths = facts.triggerPaths;
  const unsafe = paths.filter(({ state }) => state.kind === "unsafe");
  if (unsafe.length > 0) {
    const words = unsafe.map(({ path }) => shellWord(path)).join(" ");
    return unmet("required", {
      detail: unsafe.map(described).join("; "),
      remedy: `ls -ld ${words}; sudo rm -ri ${words}`,
    });
  }
  const unreadable = paths.filter(({ state }) => state.kind === "unreadable");
  if (unreadable.length > 0) {
    return unknown("required", {
      detail: unreadable.map(described).join("; "),
      remedy: `ls -ld ${unreadable.map(({ path }) => shellWord(path)).join(" ")}`,
    });
  }
  if (paths.length === 0) return met("required", { detail: "The run writes no trigger file" });
  const left = paths.filter(({ state }) => state.kind === "ours").length;
  const rest = left === 0 ? "" : `; ${left} of them left by an earlier run, which will be replaced`;
  return met("required", { detail: `Nothing foreign at the ${paths.length} trigger paths${rest}` });
}

function described({ path, state }: TriggerPath): string {
  return `"${path}": ${"why" in state ? state.why : state.kind}`;
}
