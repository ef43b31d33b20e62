// A real compile of generated C sources with whatever compiler is there, and many short starts of the programs that came
// of it: a program that nobody has signed and that is new each time, not one of the system that the agent knows.
import { shellQuote } from "../../model/shell_quote.ts";
import { nextNumber, scaled, SCRIPT_HEAD, startState, type Workload } from "./workload.ts";

const SOURCES = 8;
const FUNCTIONS = 30;
const PROGRAMS = 4;
const STARTS = 25;
/** Exit codes are below this. */
const CODES = 7;

/** The workload `build`. */
export const build: Workload = {
  id: "build",
  title: "Compile C sources, and start the programs made of them many times",
  unit: "files",
  aroundBlockMs: 700,
  complaint: "https://github.com/microsoft/WSL/issues/1932",
  tools: ["cc", "clang", "gcc"],
  scripts({ seed, scale, tool }) {
    const sources = scaled(SOURCES, scale);
    const act = `${SCRIPT_HEAD}mkdir out
i=0
while [ "$i" -lt ${sources} ]; do
  ${shellQuote(tool ?? "cc")} -O1 -c "part_$i.c" -o "out/part_$i.o"
  i=$(( i + 1 ))
done
codes=0
p=0
while [ "$p" -lt ${PROGRAMS} ]; do
  ${shellQuote(tool ?? "cc")} -O1 -DVARIANT="$p" main.c out/*.o -o "out/program_$p"
  s=0
  while [ "$s" -lt ${STARTS} ]; do
    code=0
    "./out/program_$p" quiet || code=$?
    codes=$(( codes + code ))
    s=$(( s + 1 ))
  done
  p=$(( p + 1 ))
done
answer=$(./out/program_0)
rm -r out
echo "$answer, codes $codes"
`;
    const sum = expectedSum(sources, seed);
    return {
      prepare: prepareScript(sources, seed),
      act,
      reset: null,
      answer: `sum ${sum}, codes ${expectedCodes(sum)}`,
      work: sources,
      size: `${sources} sources of ${
        2 * FUNCTIONS
      } functions, ${PROGRAMS} programs started ${STARTS} times each`,
      diskBytes: sources * 200_000 + 2_000_000,
    };
  },
};

function prepareScript(sources: number, seed: number): string {
  return `${SCRIPT_HEAD}awk -v sources=${sources} -v state=${startState(seed)} 'BEGIN {
  main = "main.c"
  print "#include <stdio.h>" > main
  for (s = 0; s < sources; s++) {
    path = "part_" s ".c"
    for (f = 0; f < ${FUNCTIONS}; f++) {
      state = (state * 16807) % 2147483647
      printf "static unsigned f%d(unsigned x) { unsigned y = x; for (unsigned i = 0; i < %d; i++) ", f, f % 5 + 1 > path
      printf "y = y * 31 + i; return y ^ x ^ y; }\\n" > path
      printf "static unsigned g%d(void) { return f%d(%d); }\\n", f, f, state % 1000 > path
    }
    printf "unsigned part_%d(void) { return 0", s > path
    for (f = 0; f < ${FUNCTIONS}; f++) printf " + g%d()", f > path
    print "; }" > path
    close(path)
    printf "unsigned part_%d(void);\\n", s > main
  }
  print "int main(int argc, char **argv) { unsigned sum = 0; (void)argv;" > main
  for (s = 0; s < sources; s++) printf "sum += part_%d();\\n", s > main
  print "if (argc > 1) return (int)((sum + VARIANT) % ${CODES});" > main
  print "printf(\\"sum %u\\\\n\\", sum); return 0; }" > main
}'
`;
}

/** Of all starts: each program ends with a code of its own. */
function expectedCodes(sum: number): number {
  const codes = Array.from({ length: PROGRAMS }, (_, variant) => (sum + variant) % CODES);
  return STARTS * codes.reduce((total, code) => total + code, 0);
}

/** Each function gives back its argument: the two other terms cancel out, but only a compiler finds that. */
function expectedSum(sources: number, seed: number): number {
  let state = startState(seed);
  let sum = 0;
  for (let step = 0; step < sources * FUNCTIONS; step++) {
    state = nextNumber(state);
    sum += state % 1000;
  }
  return sum % 2 ** 32;
}
