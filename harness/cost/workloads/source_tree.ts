// A source tree: unpacked, searched, copied and deleted, as package folders are. The case of `rm -rf node_modules`.
import { scaled, SCRIPT_HEAD, startState, type Workload } from "./workload.ts";

const PACKAGES = 24;
const FILES_PER_PACKAGE = 12;
const BYTES = 1600;
/** Every so many files hold the word that is searched for. */
const NEEDLE_EVERY = 5;

/** The workload `source-tree`. */
export const sourceTree: Workload = {
  id: "source-tree",
  title: "Unpack, search, copy and delete a tree of source files",
  unit: "files",
  tools: [],
  aroundBlockMs: 300,
  complaint: null,
  scripts({ seed, scale }) {
    const packages = scaled(PACKAGES, scale);
    const files = packages * FILES_PER_PACKAGE;
    return {
      prepare: prepareScript(packages, seed),
      act: ACT,
      answer: `${Math.ceil(files / NEEDLE_EVERY)} found in ${files} files`,
      reset: null,
      work: files,
      size: `${files} files in ${packages} folders, twice`,
      diskBytes: files * BYTES * 6,
    };
  },
};

function prepareScript(packages: number, seed: number): string {
  return `${SCRIPT_HEAD}mkdir tree
p=0
while [ "$p" -lt ${packages} ]; do
  mkdir -p "tree/package-$p/lib"
  p=$(( p + 1 ))
done
awk -v packages=${packages} -v state=${startState(seed)} 'BEGIN {
  for (p = 0; p < packages; p++) for (f = 0; f < ${FILES_PER_PACKAGE}; f++) {
    path = "tree/package-" p "/lib/module_" f ".js"
    for (line = 0; line < 40; line++) {
      state = (state * 16807) % 2147483647
      printf "export const value_%d = %d;\\n", line, state > path
    }
    if (n++ % ${NEEDLE_EVERY} == 0) print "// needle in this file" > path
    close(path)
  }
}'
tar -cf tree.tar tree
rm -r tree
`;
}

const ACT = `${SCRIPT_HEAD}mkdir out
tar -xf tree.tar -C out
found=$(grep -r -l 'needle in this file' out | wc -l)
cp -R out copy
files=$(find copy -type f | wc -l)
rm -r out copy
echo $(( found )) found in $(( files )) files
`;
