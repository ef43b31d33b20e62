// The version that people know, not that of the kernel.
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const PRODUCT_VERSION: Assumption = {
  id: "product-version",
  belief: "sw_vers names the version of macOS as digits and dots",
  method: "/usr/bin/sw_vers -productVersion",
  source: "sw_vers(1)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/sw_vers", "-productVersion"], (output) => {
    const version = textOf(output).trim();
    return /^\d+(\.\d+){1,2}$/.test(version) ? `macOS ${version}` : null;
  }),
};
