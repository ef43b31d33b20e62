// The version of the shape of `run.json`, apart from the shape so that naming it loads no schema library.

/** Raised when a name in the run record changes or goes; additions leave it alone. */
export const SCHEMA_VERSION = 1;
