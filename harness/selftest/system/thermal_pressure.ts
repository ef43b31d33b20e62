// Thermal pressure, which Apple silicon shows nowhere else without root.
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

const NAME = "com.apple.system.thermalpressurelevel";

export const THERMAL_PRESSURE: Assumption = {
  id: "thermal-pressure",
  belief: "notifyutil gives the thermal pressure as a number from 0 to 4, without root",
  method: "/usr/bin/notifyutil -g com.apple.system.thermalpressurelevel",
  source: "Apple, OSThermalNotification.h; statements of third parties",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/notifyutil", "-g", NAME], (output) => {
    const level = /^(\S+) ([0-4])$/.exec(textOf(output).trim());
    return level?.[1] === NAME ? `Level ${level[2]}` : null;
  }),
};
