/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// The head of every page: one file that loads nothing, and in which only what we wrote may act.
import { createHash } from "node:crypto";
import type { VNode } from "preact";

/** What a page brings along. */
export interface PageHeadProps {
  readonly title: string;
  readonly style: string;
  /** Null for a page that needs none. */
  readonly script: string | null;
  /** Name and version of what made it. */
  readonly generator: string;
}

/** The element `head`. */
export function PageHead({ title, style, script, generator }: PageHeadProps): VNode {
  return (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy(style, script)} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="generator" content={generator} />
      <title>{title}</title>
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
  );
}

/** Nothing may be loaded, and only our own style and script may act: whatever a device sent stays text. */
function contentSecurityPolicy(style: string, script: string | null): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const scripts = script === null ? "" : ` script-src ${hash(script)};`;
  return `default-src 'none'; style-src ${hash(style)};${scripts} base-uri 'none'; form-action 'none'`;
}
