// Order of agent versions such as 101.24042.0002.

/**
 * Compares two versions part by part as numbers: negative, zero or positive. a missing part counts as 0. Null when
 * one of them is no version.
 */
export function compareVersions(left: string, right: string): number | null {
  const leftParts = partsOf(left);
  const rightParts = partsOf(right);
  if (leftParts === null || rightParts === null) return null;
  for (let index = 0; index < Math.max(leftParts.length, rightParts.length); index++) {
    const difference = (leftParts[index] ?? 0) - (rightParts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(version: string): readonly number[] | null {
  if (!/^\d{1,9}(\.\d{1,9}){2}$/.test(version)) return null;
  return version.split(".").map(Number);
}
