// Thermal pressure, which Apple silicon shows nowhere else without root.
import { parseThermalLevel, THERMAL_PRESSURE as PRESSURE } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const THERMAL_PRESSURE: Assumption = {
  id: "thermal-pressure",
  belief: "notifyutil gives the thermal pressure as a number from 0 to 4, without root",
  method: "/usr/bin/notifyutil -g com.apple.system.thermalpressurelevel",
  source: "Apple, OSThermalNotification.h; statements of third parties",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/notifyutil", "-g", PRESSURE], (output) => {
    const level = parseThermalLevel(textOf(output));
    return level === null ? null : `Level ${level}`;
  }),
};
