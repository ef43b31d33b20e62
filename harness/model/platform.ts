// The systems that have an agent.

/** As the runtime names them. */
export type Platform = "darwin" | "linux";
