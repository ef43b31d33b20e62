// Compress and unpack a few larger files, and compare what came back.
import { scaled, SCRIPT_HEAD, startState, type Workload } from "./workload.ts";

const FILES = 4;
const LINES = 6000;
const LINE_BYTES = 48;

/** The workload `archive`. */
export const archive: Workload = {
  id: "archive",
  title: "Compress and unpack an archive",
  unit: "KiB",
  tools: [],
  aroundBlockMs: 250,
  complaint: "https://github.com/microsoft/WSL/issues/507",
  scripts({ seed, scale }) {
    const files = scaled(FILES, scale);
    const kib = Math.round((files * LINES * LINE_BYTES) / 1024);
    return {
      prepare: prepareScript(files, seed),
      act: ACT,
      answer: `${files} files alike`,
      reset: null,
      work: kib,
      size: `${files} files, ${Math.ceil(kib / 1000)} MB`,
      diskBytes: kib * 1024 * 4,
    };
  },
};

function prepareScript(files: number, seed: number): string {
  return `${SCRIPT_HEAD}mkdir data
awk -v files=${files} -v state=${startState(seed)} 'BEGIN {
  for (f = 0; f < files; f++) {
    path = "data/" f ".log"
    for (line = 0; line < ${LINES}; line++) {
      state = (state * 16807) % 2147483647
      printf "%010d GET /page/%010d status %03d ok......\\n", state, state % 9973, state % 599 > path
    }
    close(path)
  }
}'
`;
}

const ACT = `${SCRIPT_HEAD}mkdir out
tar -czf out/data.tgz data
tar -xzf out/data.tgz -C out
diff -r data out/data
set -- out/data/*.log
rm -r out
echo "$# files alike"
`;
