// Many small files: created, written to again, renamed, deleted. What editors, package managers and browsers do.
import { scaled, SCRIPT_HEAD, startState, stateAfter, type Workload } from "./workload.ts";

const FILES = 300;
const BYTES = 2048;

/** The workload `file-churn`. */
export const fileChurn: Workload = {
  id: "file-churn",
  title: "Create, write, rename and delete many small files",
  unit: "files",
  tools: [],
  aroundBlockMs: 100,
  complaint: null,
  scripts({ seed, scale }) {
    const files = scaled(FILES, scale);
    const act = `${SCRIPT_HEAD}files=${files}
padding=$(printf '%02000d' 7)
mkdir new old
state=${startState(seed)}
i=0
while [ "$i" -lt "$files" ]; do
  state=$(( state * 16807 % 2147483647 ))
  printf '%s %s\\n' "$state" "$padding" > "new/$i.txt"
  i=$(( i + 1 ))
done
i=0
while [ "$i" -lt "$files" ]; do
  printf 'again\\n' >> "new/$i.txt"
  i=$(( i + 1 ))
done
mv new/*.txt old/
read -r last _ < "old/$(( files - 1 )).txt"
set -- old/*.txt
rm -r new old
echo "$# files, last $last"
`;
    return {
      prepare: null,
      act,
      answer: `${files} files, last ${stateAfter(seed, files)}`,
      reset: null,
      work: files,
      size: `${files} files of 2 kB`,
      diskBytes: files * BYTES * 2,
    };
  },
};
