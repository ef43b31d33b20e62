// Whether the processor is held back, where pmset knows it.
import { parseThermal } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const THERMAL_LIMITS: Assumption = {
  id: "thermal-limits",
  belief: "pmset -g therm gives limits of the processor, or says that none was recorded",
  method: "/usr/bin/pmset -g therm",
  source: "pmset(1); recorded on Intel and on Apple silicon, where it says nothing at any heat",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/pmset", "-g", "therm"], (output) => {
    const value = parseThermal(textOf(output));
    if (value !== null) return `Read as ${value}`;
    return /No (?:thermal|performance) warning level/.test(textOf(output)) ? "Nothing was recorded" : null;
  }),
};
