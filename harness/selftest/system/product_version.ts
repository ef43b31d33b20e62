// The version that people know, not that of the kernel.
import { parseSwVers } from "../../run/identity/parse_machine_facts.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const PRODUCT_VERSION: Assumption = {
  id: "product-version",
  belief: "sw_vers names the version of macOS as digits and dots, and its build",
  method: "/usr/bin/sw_vers",
  source: "sw_vers(1)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/sw_vers"], (output) => {
    const { osVersion, osBuild } = parseSwVers(textOf(output));
    return /^\d+(\.\d+){1,2}$/.test(osVersion ?? "") && osBuild !== null
      ? `macOS ${osVersion} (${osBuild})`
      : null;
  }),
};
