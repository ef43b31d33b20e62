// A large work tree under git: asked for its status, and moved to another branch and back.
import { shellQuote } from "../../model/shell_quote.ts";
import { scaled, SCRIPT_HEAD, startState, type Workload } from "./workload.ts";

const FOLDERS = 40;
const FILES_PER_FOLDER = 20;
const BYTES = 1100;
/** Every so many files differ between the two branches. */
const CHANGED_EVERY = 4;

/** The workload `git-checkout`. */
export const gitCheckout: Workload = {
  id: "git-checkout",
  title: "Ask git for the status of a large tree, check another branch out, and go back",
  unit: "files",
  tools: ["git"],
  aroundBlockMs: 900,
  complaint: "https://github.com/stablyai/orca/issues/9139",
  scripts({ seed, scale, tool }) {
    const folders = scaled(FOLDERS, scale);
    const files = folders * FILES_PER_FOLDER;
    const changed = Math.ceil(files / CHANGED_EVERY);
    const git = shellQuote(tool ?? "git");
    return {
      prepare: prepareScript(folders, { seed, git }),
      // Settings of the person and of the machine must not make two runs differ.
      act: `${SCRIPT_HEAD}${SETTINGS}cd work
${git} status --porcelain
${git} checkout -q other
set -- $(${git} diff --name-only main other | wc -l)
${git} status --porcelain
${git} checkout -q main
${git} status --porcelain
echo "$1 of ${files} files changed"
`,
      reset: null,
      answer: `${changed} of ${files} files changed`,
      work: 2 * changed,
      size: `${files} files in ${folders} folders, ${
        Math.ceil((files * BYTES) / 1e6)
      } MB, ${changed} of them changed twice`,
      diskBytes: files * 4096 * 4,
    };
  },
};

const SETTINGS = `export HOME="$PWD" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_OPTIONAL_LOCKS=1
export GIT_AUTHOR_NAME=made-up GIT_AUTHOR_EMAIL=made-up@example.com GIT_AUTHOR_DATE=2026-01-01T00:00:00Z
export GIT_COMMITTER_NAME=made-up GIT_COMMITTER_EMAIL=made-up@example.com GIT_COMMITTER_DATE=2026-01-01T00:00:00Z
`;

function prepareScript(
  folders: number,
  { seed, git }: { readonly seed: number; readonly git: string },
): string {
  return `${SCRIPT_HEAD}${SETTINGS}mkdir work
cd work
d=0
set -- .
while [ "$d" -lt ${folders} ]; do
  set -- "$@" "part-$d"
  d=$(( d + 1 ))
done
mkdir -p "$@"
write_files() {
  awk -v folders=${folders} -v state="$1" -v every="$2" 'BEGIN {
    for (d = 0; d < folders; d++) for (f = 0; f < ${FILES_PER_FOLDER}; f++) {
      if (n++ % every != 0) continue
      path = "part-" d "/source_" f ".txt"
      for (line = 0; line < 40; line++) {
        state = (state * 16807) % 2147483647
        printf "line %d says %010d\\n", line, state > path
      }
      close(path)
    }
  }'
}
write_files ${startState(seed)} 1
${git} -c init.defaultBranch=main init -q
${git} config gc.auto 0
${git} add .
${git} commit -q -m "All files"
${git} checkout -q -b other
write_files ${startState(seed + 1)} ${CHANGED_EVERY}
${git} commit -q -a -m "Some changed"
${git} checkout -q main
`;
}
