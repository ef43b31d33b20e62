// Where files for a short time go.
import type { FileTrial } from "../../ports/trial_programs.ts";
import type { Assumption } from "../assumption.ts";
import { confirmed, refuted } from "../assumption.ts";
import { sawOf } from "../read_output.ts";

export const TEMPORARY_FOLDER: Assumption = {
  id: "temporary-folder",
  belief: "The folder for temporary files lies behind the link /var",
  method: "A folder made there has another path behind its links",
  source: "confstr(3), _CS_DARWIN_USER_TEMP_DIR",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: async (trial) => {
    const looked = sawOf<FileTrial>(await trial.run(trial.programs.files));
    if ("finding" in looked) return looked.finding;
    const { folder, realFolder } = looked.saw;
    return realFolder === `/private${folder}`
      ? confirmed(realFolder)
      : refuted(`${folder} leads to ${realFolder}`);
  },
};
