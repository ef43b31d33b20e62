// Names that differ in case only.
import type { FileTrial } from "../../ports/trial_programs.ts";
import type { Assumption } from "../assumption.ts";
import { confirmed, refuted } from "../assumption.ts";
import { sawOf } from "../read_output.ts";

export const LETTER_CASE: Assumption = {
  id: "letter-case",
  belief: "A file is found by its name in another case: APFS ignores case unless told otherwise",
  method: 'A file "Case" is looked for as "case"',
  source: "Apple, APFS reference",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: async (trial) => {
    const looked = sawOf<FileTrial>(await trial.run(trial.programs.files));
    if ("finding" in looked) return looked.finding;
    return looked.saw.ignoresCase ? confirmed("Case is ignored") : refuted("Case counts");
  },
};
