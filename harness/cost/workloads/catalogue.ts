// All workloads, by name. `idle` does nothing: it shows what the agent costs by itself.
import { archive } from "./archive.ts";
import { build } from "./build.ts";
import { treeInstall, treeRemoval } from "./dependency_tree.ts";
import { fileChurn } from "./file_churn.ts";
import { gitCheckout } from "./git_checkout.ts";
import { processSpawn } from "./process_spawn.ts";
import { sourceTree } from "./source_tree.ts";
import type { Workload, WorkloadId } from "./workload.ts";

const idle: Workload = {
  id: "idle",
  title: "Do nothing",
  unit: "",
  tools: [],
  aroundBlockMs: 0,
  complaint: "https://github.com/podman-desktop/podman-desktop/issues/7237",
  scripts: () => null,
};

/** All workloads, in the order in which they run. */
export const WORKLOADS: readonly Workload[] = [
  idle,
  treeInstall,
  treeRemoval,
  build,
  gitCheckout,
  archive,
  fileChurn,
  sourceTree,
  processSpawn,
];

/** The workload with this name. */
export function workloadOf(id: WorkloadId): Workload {
  return WORKLOADS.find((workload) => workload.id === id) ?? idle;
}
