// The management tools that a profile is made for, and the names they give files.

/** Management tools a profile is made for. */
export const TOOLS = ["intune", "jamf", "workspace-one", "kandji", "linux", "generic-mdm"] as const;

/** One of {@linkcode TOOLS}. */
export type Tool = (typeof TOOLS)[number];

/** The last part of a path given by the user. */
export function baseNameOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}
