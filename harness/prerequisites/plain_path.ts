// The many ways in which a path can be written, brought to one. No file is looked at.

/** Where macOS keeps what may be written to; `/private/tmp` and `/System/Volumes/Data/private/tmp` are one folder. */
const FIRMLINK = "/System/Volumes/Data";
/** Links at the root of macOS, into `/private`. */
const LINKS = /^\/(tmp|var|etc)(?=\/|$)/i;

/** Without a scheme, doubled slashes, `.`, `..` and a slash at the end; wildcards stay. */
export function plainPath(path: string): string {
  const bare = path.trim().replace(/^file:\/\//i, "").replaceAll("\\ ", " ");
  const parts: string[] = [];
  for (const part of bare.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `${bare.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

/** Every absolute name of a place on macOS: through its links and through the firmlink. */
export function allNames(path: string): readonly string[] {
  const upper = path.startsWith(`${FIRMLINK}/`) ? path.slice(FIRMLINK.length) : path;
  const linked = /^\/private(?=\/(?:tmp|var|etc)(?:\/|$))/.exec(upper);
  const short = linked === null ? upper : upper.slice(linked[0].length);
  const names = LINKS.test(short) ? [short, `/private${short}`] : [short];
  return [...names, ...names.map((name) => `${FIRMLINK}${name}`)];
}
