// What the agent is told not to look at.

/**
 * One antivirus exclusion. `pattern` is a path, a process path or name, an extension or the bare name of a file or
 * program (`name`), as printed.
 */
export interface Exclusion {
  readonly kind: "folder" | "file" | "extension" | "process" | "name" | "unknown";
  readonly pattern: string;
  readonly managed: boolean;
}
