// Low-power mode of the source of power in use.
import { parseLowPowerMode } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const LOW_POWER_MODE: Assumption = {
  id: "low-power-mode",
  belief: "pmset -g custom has a section for each source of power, with lowpowermode or powermode",
  method: "/usr/bin/pmset -g custom",
  source: "pmset(1); recorded on macOS 26.5",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/pmset", "-g", "custom"], (output) => {
    const modes = (["mains", "battery"] as const).map((source) => parseLowPowerMode(textOf(output), source));
    return modes.every((mode) => mode === null) ? null : `On mains ${modes[0]}, on battery ${modes[1]}`;
  }),
};
