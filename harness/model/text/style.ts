// Emphasis in a terminal, handed in by the caller: reporters never decide on colour themselves.

/** Adds emphasis to a text; without colour each function gives its text back. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const asIs = (text: string) => text;

/** No emphasis at all: pipes, files, `--no-color`. */
export const PLAIN_STYLE: Style = {
  bold: asIs,
  dim: asIs,
  red: asIs,
  green: asIs,
  yellow: asIs,
  cyan: asIs,
};
