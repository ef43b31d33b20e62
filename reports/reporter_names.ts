// The names of all reporters, for help and completions: loading the reporters themselves takes longer than most commands.

/** In the order of the registry; a test holds them against it. */
export const REPORTER_NAMES = [
  "console",
  "github",
  "json",
  "html",
  "markdown",
  "junit",
  "ctrf",
  "tap",
  "attempts-csv",
  "measurements-csv",
  "samples-csv",
  "feedback",
  "feedback-markdown",
  "metrics",
  "otlp",
  "ocsf",
  "facts",
] as const;
