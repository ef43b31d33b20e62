// The two states of a setting, in the agent's words.

/** A state of behavior monitoring, or of another setting that is switched. */
export type OnOff = "enabled" | "disabled";
