// A large tree of dependencies, as package managers keep them: installed, and removed. Removing one is what people
// complain of most: minutes become many.
import { scaled, SCRIPT_HEAD, startState, type Workload } from "./workload.ts";

const PACKAGES = 100;
const FILES_PER_PACKAGE = 15;
const BYTES = 1300;

/** The workload `tree-install`: packages are unpacked beside their place and moved there, then their programs linked. */
export const treeInstall: Workload = {
  id: "tree-install",
  title: "Install a large tree of dependencies",
  unit: "files",
  tools: [],
  aroundBlockMs: 450,
  complaint: "https://github.com/telerik/fiddler-everywhere/issues/3",
  scripts({ seed, scale }) {
    const packages = scaled(PACKAGES, scale);
    return {
      ...sizeOf(packages),
      prepare: prepareScript(packages, { seed, keepsTree: false }),
      act: `${SCRIPT_HEAD}mkdir staging node_modules node_modules/.bin
tar -xf packages.tar -C staging
mv staging/* node_modules/
rmdir staging
cd node_modules/.bin
ln -s ../*/lib/program_*.js .
cd ../..
${COUNT}`,
      reset: `${SCRIPT_HEAD}rm -r node_modules\n`,
      answer: answerOf(packages),
    };
  },
};

/** The workload `tree-removal`. */
export const treeRemoval: Workload = {
  id: "tree-removal",
  title: "Remove a large tree of dependencies",
  unit: "files",
  tools: [],
  aroundBlockMs: 500,
  complaint: "https://github.com/MicrosoftDocs/microsoft-365-docs/issues/9047",
  scripts({ seed, scale }) {
    const packages = scaled(PACKAGES, scale);
    return {
      ...sizeOf(packages),
      prepare: prepareScript(packages, { seed, keepsTree: true }),
      // Counting is part of the act, so that what was removed is what was to be.
      act: `${SCRIPT_HEAD}${COUNT}rm -r node_modules\n[ ! -e node_modules ]\n`,
      reset: `${SCRIPT_HEAD}${UNPACK}`,
      answer: answerOf(packages),
    };
  },
};

const COUNT = `set -- $(find node_modules -type f | wc -l)\necho "$1 files"\n`;
const UNPACK = "mkdir node_modules\ntar -xf packages.tar -C node_modules\n";

function answerOf(packages: number): string {
  return `${packages * FILES_PER_PACKAGE} files`;
}

function sizeOf(
  packages: number,
): { readonly work: number; readonly size: string; readonly diskBytes: number } {
  const files = packages * FILES_PER_PACKAGE;
  const size = `${files} files in ${packages} packages, ${Math.ceil((files * BYTES) / 1e6)} MB`;
  return { work: files, size, diskBytes: files * 4096 * 3 };
}

/** An archive of all packages; with the tree unpacked where the first repetition removes it. */
function prepareScript(
  packages: number,
  { seed, keepsTree }: { readonly seed: number; readonly keepsTree: boolean },
): string {
  return `${SCRIPT_HEAD}mkdir made
p=0
set -- made
while [ "$p" -lt ${packages} ]; do
  set -- "$@" "made/package-$p/lib/internal" "made/package-$p/types"
  p=$(( p + 1 ))
done
mkdir -p "$@"
awk -v packages=${packages} -v state=${startState(seed)} 'BEGIN {
  split("lib lib/internal types", folders, " ")
  for (p = 0; p < packages; p++) for (f = 0; f < ${FILES_PER_PACKAGE}; f++) {
    path = "made/package-" p "/" folders[f % 3 + 1] "/" (f == 0 ? "program_" p : "module_" f) (f % 3 == 2 ? ".d.ts" : ".js")
    for (line = 0; line < 30; line++) {
      state = (state * 16807) % 2147483647
      printf "export const value_%d = %d; // kept\\n", line, state > path
    }
    close(path)
  }
}'
cd made
tar -cf ../packages.tar *
cd ..
rm -r made
${keepsTree ? UNPACK : ""}`;
}
