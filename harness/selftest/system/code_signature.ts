// Whose program it is.
import { parseSignature } from "../../run/identity/parse_signature.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf } from "../read_output.ts";

export const CODE_SIGNATURE: Assumption = {
  id: "code-signature",
  belief: "codesign names the identifier of a program, and ends with 0 when its seal is whole",
  method: "/usr/bin/codesign --verify --display --verbose=2 /bin/ls",
  source: "codesign(1)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/codesign", "--verify", "--display", "--verbose=2", "/bin/ls"], (output) => {
    const { identifier } = parseSignature(output);
    return identifier === null ? null : `/bin/ls is ${identifier}`;
  }),
};
