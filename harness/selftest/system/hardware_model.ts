// What the machine is, for the record.
import { MAC_HARDWARE_NAMES, parseMacHardware } from "../../run/identity/parse_machine_facts.ts";
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { quoteFirstLine, textOf } from "../read_output.ts";

export const HARDWARE_MODEL: Assumption = {
  id: "hardware-model",
  belief:
    "sysctl names model, chip, memory and the cores of each kind, and goes on after a name that it lacks",
  method: `/usr/sbin/sysctl ${MAC_HARDWARE_NAMES.join(" ")}`,
  source: "sysctl(8)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: async (trial) => {
    // An Intel Mac has no kinds of cores: it ends with an error after it has said the rest.
    const output = await trial.run(["/usr/sbin/sysctl", ...MAC_HARDWARE_NAMES]);
    if (output.timedOut) return untested("The command did not end in time");
    const { hardwareModel, chip, cores, memoryBytes } = parseMacHardware(textOf(output));
    if (hardwareModel === null || chip === null || cores.length === 0 || memoryBytes === null) {
      return refuted(`The answer ${quoteFirstLine(textOf(output))} cannot be read`);
    }
    const kinds = cores.map(({ kind, count }) => `${count} ${kind}`).join(", ");
    return confirmed(`${hardwareModel}, ${chip}, ${kinds}, ${Math.round(memoryBytes / 2 ** 30)} GB`);
  },
};
