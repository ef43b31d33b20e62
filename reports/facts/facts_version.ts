// The version of the shape of facts, apart from the shape so that naming it loads no schema library.

/** Raised when a name in a fact changes or goes; additions leave it alone. */
export const FACTS_VERSION = 1;
