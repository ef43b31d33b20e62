// Whether the agent was told to look away from what the workloads do: then their cost is not that of anybody's work.
import type { Exclusion } from "../../model/exclusion.ts";
import { exclusionCovers } from "../../prerequisites/exclusion_covers.ts";
import { allNames, plainPath } from "../../prerequisites/plain_path.ts";
import type { Device } from "../../ports/device.ts";

/** Programs of the workloads, and one file of each kind that they write. */
const PROGRAMS = ["bash", "sh", "tar", "awk", "rm", "cp", "git", "cc", "clang", "gcc"];
const FILES = ["module.js", "module.d.ts", "part.c", "part.o", "program", "0.txt", "0.log", "data.tgz"];

/** One sentence for each exclusion that covers work in this folder, or why that cannot be told. */
export async function coveringExclusions(
  device: Pick<Device, "readExclusions" | "platform">,
  folder: string,
): Promise<readonly string[]> {
  const reading = await device.readExclusions();
  if (reading.kind === "unreadable") {
    return ["The exclusions could not be read: whether one covers the work that was measured is not known"];
  }
  return reading.value.filter((exclusion) => covers(exclusion, device.platform, folder)).map((
    { kind, pattern },
  ) =>
    `The ${
      kind === "unknown" ? "" : `${kind} `
    }exclusion "${pattern}" covers work that was measured: the agent ` +
    "looks away there, and the same work costs more elsewhere"
  );
}

function covers(exclusion: Exclusion, platform: Device["platform"], folder: string): boolean {
  const paths = FILES.flatMap((file) => allNames(plainPath(`${folder}/bmverify-workload-0/${file}`)));
  return exclusionCovers(exclusion, {
    paths,
    programs: PROGRAMS,
    files: FILES,
    caseSensitive: platform === "linux",
  });
}
