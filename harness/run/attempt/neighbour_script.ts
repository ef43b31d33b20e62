// The script of a neighbour: it only waits. It ends with the harness, even when that is killed.

/** Lines of a script that waits for some seconds, or until its parent is gone, or until its wait is killed. */
export function neighbourScript(lifetimeS: number): readonly string[] {
  return [
    `for second in $(seq ${lifetimeS}); do`,
    '  kill -0 "$PPID" 2>/dev/null || exit 1',
    "  sleep 1 || exit 1",
    "done",
  ];
}

/** File name of the script of a neighbour, numbered from 1. */
export function neighbourName(number: number): string {
  return `neighbour_${number}.sh`;
}
