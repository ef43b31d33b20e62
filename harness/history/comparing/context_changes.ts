// In what two runs differ beside their results: everything that could be the reason why a result differs.
import type { RunFact } from "../../../reports/facts/fact.ts";

/** One thing that a run depends on. */
export interface ContextChange {
  /** `agent`, `definitions`; the words of {@linkcode CONTEXTS}. */
  readonly name: ContextName;
  /** Null: not known of that run. */
  readonly before: string | null;
  readonly after: string | null;
}

const number = (value: number | null) => value === null ? null : String(value);

/** How each context is read off a run. What the run itself decides (time, verdict) is none. */
const CONTEXTS = {
  agent: ({ agent }) => agent,
  engine: ({ engine }) => engine,
  definitions: ({ definitions }) => definitions,
  system: ({ system }) => system,
  ring: ({ ring }) => ring,
  policy: ({ policy }) => policy,
  "setting as found": ({ settingBefore }) => settingBefore,
  tool: ({ tool }) => tool,
  "record version": ({ recordVersion }) => String(recordVersion),
  trigger: ({ trigger }) => trigger,
  hardware: ({ hardware }) => hardware,
  cores: ({ cores }) => number(cores),
  memory: ({ memoryBytes }) => number(memoryBytes),
  power: ({ power }) => power,
  plan: ({ plan }) => plan,
  "list length": ({ listLength }) => number(listLength),
  device: ({ device }) => device,
} as const satisfies Readonly<Record<string, (run: RunFact) => string | null>>;

/** A name of a context. */
export type ContextName = keyof typeof CONTEXTS;

const NAMES = Object.keys(CONTEXTS) as readonly ContextName[];

/** What differs, in the order of the table. What only one of the two tells may have changed, and stands in it. */
export function contextChanges(before: RunFact, after: RunFact): readonly ContextChange[] {
  return NAMES.flatMap((name) => {
    const [one, other] = [CONTEXTS[name](before), CONTEXTS[name](after)];
    return one === other ? [] : [{ name, before: one, after: other }];
  });
}

/** `agent 101.26062.0009 → 101.26072.0001`; what is not known says so. */
export function changeInWords({ name, before, after }: ContextChange): string {
  return `${name} ${before ?? "not known"} → ${after ?? "not known"}`;
}
