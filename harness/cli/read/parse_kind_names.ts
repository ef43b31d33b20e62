// The names of the kinds that `parse` knows, for help and completions: loading their parsers takes longer than either.

/** In the order of the parsers; a test holds them against it. */
export const PARSE_KIND_NAMES = [
  "threats",
  "exclusions",
  "rtp-statistics",
  "hot-event-sources",
  "behavior-statistics",
  "system-extensions",
  "health",
  "health-details",
  "version",
  "config-answer",
  "ps",
  "allowed",
] as const;
