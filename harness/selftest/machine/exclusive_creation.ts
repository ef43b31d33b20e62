// The guarded demonstration does not write through a link that somebody planted at one of its paths.
import { type Assumption, confirmed, refuted, untested } from "../assumption.ts";
import { howItEnded, quoteFirstLine, textOf } from "../read_output.ts";

// In a folder of its own below /tmp, which the script removes however it ends.
const SCRIPT = [
  "folder=$(mktemp -d /tmp/bmverify-selftest.XXXXXX) || exit 9",
  "trap 'rm -rf \"$folder\"' EXIT",
  'ln -s "$folder/target" "$folder/link" || exit 9',
  ': > "$folder/file" || exit 9',
  '(set -eC; printf " " > "$folder/link") 2>/dev/null && echo link-accepted',
  '(set -eC; printf " " > "$folder/file") 2>/dev/null && echo file-accepted',
  '(set -eC; printf " " > "$folder/new") 2>/dev/null || echo new-refused',
  '[ -e "$folder/target" ] && echo target-written',
  "echo tried",
].join("\n");

export const EXCLUSIVE_CREATION: Assumption = {
  id: "exclusive-creation",
  belief: "With set -C the shell of this system writes neither to a file that is there nor through a link",
  method:
    "A link to nowhere, a file and a free name in /tmp, written to under set -eC: only the free name is",
  source: "bash redir.c, noclobber_open(): read in 4.0, tried with 5.2; open(2), O_EXCL",
  verdictsRestOnIt: true,
  needs: "machine",
  platform: null,
  probe: async (trial) => {
    const output = await trial.run(["/bin/bash", "-c", SCRIPT]);
    // The script ends with 0 whatever the shell let happen; else it could not even prepare its files.
    if (output.exitCode !== 0) return untested(`The script gave ${howItEnded(output)}`);
    const said = textOf(output).trim();
    if (said === "tried") return confirmed("Link and file were refused, the free name was written");
    return refuted(`The shell did otherwise: ${quoteFirstLine(said)}`);
  },
};
