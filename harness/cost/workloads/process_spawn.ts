// Many short processes, as shell scripts and build tools start them: each one is looked at when it executes.
import { scaled, SCRIPT_HEAD, type Workload } from "./workload.ts";

const PROCESSES = 150;
const CODES = 7;

/** The workload `process-spawn`. */
export const processSpawn: Workload = {
  id: "process-spawn",
  title: "Start many short processes",
  unit: "processes",
  tools: [],
  aroundBlockMs: 250,
  complaint: null,
  scripts({ scale }) {
    const processes = scaled(PROCESSES, scale);
    const sum = Array.from({ length: processes }, (_, index) => index % CODES).reduce((a, b) => a + b, 0);
    const act = `${SCRIPT_HEAD}i=0
sum=0
while [ "$i" -lt ${processes} ]; do
  code=0
  /bin/sh -c "exit $(( i % ${CODES} ))" || code=$?
  sum=$(( sum + code ))
  i=$(( i + 1 ))
done
echo "$i processes, codes $sum"
`;
    return {
      prepare: null,
      act,
      answer: `${processes} processes, codes ${sum}`,
      reset: null,
      work: processes,
      size: `${processes} processes of /bin/sh`,
      diskBytes: 0,
    };
  },
};
