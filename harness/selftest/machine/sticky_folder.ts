// Nobody can swap the files of others in the folder of the demonstration.
import { type Assumption, confirmed, refuted } from "../assumption.ts";
import { badEnd, quoteFirstLine, textOf } from "../read_output.ts";

export const STICKY_FOLDER: Assumption = {
  id: "sticky-folder",
  belief: "/tmp leads to a folder of root in which only its owner can replace a file (sticky bit)",
  method: "ls -ldn /tmp/. shows drwxrwxrwt and the owner 0",
  source: "hier(7), sticky(7); the demonstration writes to fixed paths in /tmp",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const output = await trial.run(["/bin/ls", "-ldn", "/tmp/."]);
    const bad = badEnd(output);
    if (bad !== null) return bad;
    const [, mode, owner] = /^(d\S{9})\S?\s+\d+\s+(\d+)\s/.exec(textOf(output)) ?? [];
    if (mode === undefined) return refuted(`ls says ${quoteFirstLine(textOf(output))}`);
    return /[tT]$/.test(mode) && owner === "0"
      ? confirmed(`${mode}, owner ${owner}`)
      : refuted(`${mode}, owner ${owner}`);
  },
};
