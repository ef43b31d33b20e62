// The many ways in which a path can be written, brought to one. No file is looked at.

/** Where macOS keeps what may be written to; `/private/tmp` and `/System/Volumes/Data/private/tmp` are one folder. */
const FIRMLINK = "/System/Volumes/Data";
/** Links at the root of macOS, into `/private`. */
const LINKS = /^\/(tmp|var|etc)(?=\/|$)/i;

/** The volume that macOS starts from lies among the others too, under its usual name. */
const START_VOLUME = /^\/Volumes\/Macintosh HD(?: - Data)?(?=\/|$)/i;
/** Where homes are; whose is meant by a variable is not known. */
const HOMES = ["/Users/*", "/home/*", "/var/root", "/root"];

/**
 * Without a scheme, the name of the start volume, doubled slashes, `.`, `..` and a slash at the end; wildcards stay.
 */
export function plainPath(path: string): string {
  const bare = withoutScheme(path.trim()).replaceAll("\\ ", " ");
  const parts: string[] = [];
  for (const part of bare.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const plain = `${bare.startsWith("/") ? "/" : ""}${parts.join("/")}`;
  return START_VOLUME.test(plain) ? plain.replace(START_VOLUME, "") || "/" : plain;
}

/** What `~`, `$HOME` or another variable in front may stand for, as patterns; the path alone when there is none. */
export function withoutVariable(path: string): readonly string[] {
  const variable = /^(?:~[^/]*|\$\{?\w+\}?|%\w+%)(?=\/|$)/.exec(path)?.[0];
  if (variable === undefined) return [path];
  const rest = path.slice(variable.length);
  const isHome = /^~|^\$\{?HOME\}?$/i.test(variable);
  return (isHome ? HOMES : ["*"]).map((place) => `${place}${rest}`);
}

function withoutScheme(path: string): string {
  if (!/^file:\/\//i.test(path)) return path;
  const bare = path.slice("file://".length);
  try {
    return decodeURIComponent(bare);
  } catch {
    // No well-formed address: as it stands.
    return bare;
  }
}

/** Every absolute name of a place on macOS: through its links and through the firmlink. */
export function allNames(path: string): readonly string[] {
  const upper = path.startsWith(`${FIRMLINK}/`) ? path.slice(FIRMLINK.length) : path;
  const linked = /^\/private(?=\/(?:tmp|var|etc)(?:\/|$))/.exec(upper);
  const short = linked === null ? upper : upper.slice(linked[0].length);
  const names = LINKS.test(short) ? [short, `/private${short}`] : [short];
  return [...names, ...names.map((name) => `${FIRMLINK}${name}`)];
}
