// What is hidden when a bundle is redacted: kinds of secrets, and the pseudonyms that stand for them.

/** What is replaced, and by which word. */
export type SecretKind =
  | "org"
  | "machine"
  | "host"
  | "user"
  | "path"
  | "mail"
  | "address"
  | "serial"
  | "value"
  | "encoded";

/** A value to be replaced wherever it stands. */
export interface Secret {
  readonly kind: "org" | "machine" | "host" | "user" | "serial";
  readonly value: string;
}

/** Gives the word that stands for a value: the same for the same value within a bundle. */
export type Pseudonym = (kind: SecretKind, value: string) => string;

/** What is one already stays, so that redacting twice is redacting once. */
export const PSEUDONYM =
  /^(?:(?:org|machine|host|user|path|mail|address|serial|value|encoded)-[0-9a-f]{8}|0{8}(?:-0{4}){3}-[0-9a-f]{12})$/;
