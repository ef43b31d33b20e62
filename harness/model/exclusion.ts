// What the agent is told not to look at.

/** One antivirus exclusion. `pattern` is a path, a process path or name, or an extension, as printed. */
export interface Exclusion {
  readonly kind: "folder" | "file" | "extension" | "process" | "unknown";
  readonly pattern: string;
  readonly managed: boolean;
}
