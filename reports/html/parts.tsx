/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// Small pieces that several sections of the page share.
import type { ComponentChildren, VNode } from "preact";
import type { Verdict } from "../../harness/model/verdict.ts";
import { VERDICT_WORD } from "../views/verdict_words.ts";

/** How something is coloured: by what it means, never by its place. */
export type Tone = "measured" | "pass" | "fail" | "inconclusive" | "skipped";

const ICON: Readonly<Record<Tone, string>> = {
  measured: "M3 13V9M8 13V3M13 13V6",
  pass: "M3.5 8.5l3 3 6-7",
  fail: "M4 4l8 8M12 4l-8 8",
  inconclusive: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.6M8 12.4v.1",
  skipped: "M4 8h8",
};

/** A mark that says a verdict by its shape, for people who do not see its colour. Drawn once, by IconShapes. */
export function Icon({ tone }: { readonly tone: Tone }): VNode {
  return (
    <svg class="icon" width="16" height="16" aria-hidden="true">
      <use href={`#icon-${tone}`} />
    </svg>
  );
}

/** The shapes of all icons, once in the page. */
export function IconShapes(): VNode {
  return (
    <svg class="icon-shapes" width="0" height="0" aria-hidden="true">
      {Object.entries(ICON).map(([tone, path]) => (
        <symbol key={tone} id={`icon-${tone}`} viewBox="0 0 16 16">
          <path
            d={path}
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
      ))}
    </svg>
  );
}

/** A verdict as a small label. */
export function VerdictBadge({ verdict }: { readonly verdict: Verdict }): VNode {
  return <Badge tone={verdict}>{VERDICT_WORD[verdict].toLowerCase()}</Badge>;
}

/** A word with its tone. */
export function Badge(
  { tone, children }: { readonly tone: Tone; readonly children: ComponentChildren },
): VNode {
  return (
    <span class={`badge tone-${tone}`}>
      <Icon tone={tone} />
      {children}
    </span>
  );
}

/** A command with a button that copies it; without a script the button stays hidden. */
export function Command({ text }: { readonly text: string }): VNode {
  return (
    <span class="command">
      <code>{text}</code>
      <button type="button" data-copy={text} hidden>
        Copy<span class="visually-hidden">{` the command ${text}`}</span>
        <span role="status" class="copied"></span>
      </button>
    </span>
  );
}

/** A section with its heading; `count` says in short what is in it. */
export function Section(
  { id, title, count, children }: {
    readonly id: string;
    readonly title: string;
    readonly count?: string;
    readonly children: ComponentChildren;
  },
): VNode {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {title}
        {count === undefined ? null : <span class="count">{count}</span>}
      </h2>
      {children}
    </section>
  );
}

/** Something wide that scrolls inside itself, by keyboard too, so that the page never does. */
export function Wide(
  { label, children }: { readonly label: string; readonly children: ComponentChildren },
): VNode {
  return <div class="wide" role="group" aria-label={label} tabIndex={0}>{children}</div>;
}

/** Names and values side by side; what is not known is left out. */
export function Facts(
  { facts }: { readonly facts: Readonly<Record<string, ComponentChildren>> },
): VNode {
  return (
    <dl class="facts">
      {Object.entries(facts).filter(([, value]) => value !== null && value !== "").map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
