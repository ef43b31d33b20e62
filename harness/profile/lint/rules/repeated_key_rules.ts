// Rules about keys that stand twice: in one dictionary by mistake, or all over a file as the explanations of a sample.
import type { RawFinding } from "../../words/finding.ts";
import { parentPathOf } from "../../keys/known_keys.ts";
import { findingOf, type LintContext } from "../lint_context.ts";
import type { MetSetting } from "./settings_walk.ts";
import type { ProfileNode } from "../../words/profile_node.ts";

/** Keys of the vendor's annotated sample, which explain the key after them. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(["info", "possible values"]);

/** `sample-annotations`: the vendor's explained sample, installed as it is. */
export function checkAnnotations(context: LintContext): readonly RawFinding[] {
  let first: MetSetting | null = null;
  let count = 0;
  for (const met of context.met) {
    if (met.entry === null || !ANNOTATIONS.has(met.entry.key)) continue;
    first ??= met;
    count++;
  }
  if (first === null) return [];
  return [findingOf("sample-annotations", {
    severity: "warning",
    span: first.entry?.keySpan ?? null,
    path: first.parentPath === "" ? null : parentPathOf(first.path),
    what: `${count} keys are explanations of the vendor's annotated sample ("info", "possible values")`,
    why: "They set nothing, stand several times in one object, and hide what the file really sets",
    remedy: 'Remove them, or make a clean file with "profile generate --for linux"',
  })];
}

/** `duplicate-key`: anywhere in the file. */
export function checkDuplicateKeys(context: LintContext): Iterable<RawFinding> {
  return visit(context.profile.root);
}

function* visit(node: ProfileNode): Iterable<RawFinding> {
  if (node.kind === "array") { for (const item of node.items) if (isContainer(item)) yield* visit(item); }
  if (node.kind !== "dict") return;
  const seen = new Set<string>();
  for (const { key, keySpan, value } of node.entries) {
    if (seen.has(key) && !ANNOTATIONS.has(key)) {
      yield findingOf("duplicate-key", {
        severity: "error",
        span: keySpan,
        path: key,
        what: `Key "${key}" stands twice in one dictionary`,
        why: "Which of the two counts depends on who reads the file; the other one is lost without a word",
        remedy: "Keep one of them",
      });
    }
    seen.add(key);
    if (isContainer(value)) yield* visit(value);
  }
}

function isContainer({ kind }: ProfileNode): boolean {
  return kind === "dict" || kind === "array";
}
