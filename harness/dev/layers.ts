// Who may import whom, as data: the table of `.github/ARCHITECTURE.md`. The lint rule "house/layers" reads it.

/** One folder or file, and what it may import of ours besides itself. */
export interface Layer {
  /** Path from the root of the repository, the folder or the file. */
  readonly path: string;
  /** Paths of other layers. */
  readonly mayImport: readonly string[];
  /** Set when only types may come from there: no code of ours runs in this layer. */
  readonly typesOnly?: boolean;
}

const BASE = ["harness/model", "harness/ports"] as const;

/** Nobody imports these, tests included, save from within. */
export const CLOSED_LAYERS: readonly string[] = ["harness/simulator"];

/** All layers, from the inside out. `harness/testing` and `harness/dev` are no layers: only tests and tools import them. */
export const LAYERS: readonly Layer[] = [
  { path: "harness/model", mayImport: [] },
  { path: "harness/std", mayImport: [] },
  { path: "harness/simulator", mayImport: ["harness/model"], typesOnly: true },
  { path: "harness/ports", mayImport: ["harness/model"] },
  { path: "harness/host", mayImport: BASE },
  { path: "harness/device", mayImport: BASE },
  { path: "harness/prerequisites", mayImport: BASE },
  { path: "harness/cost", mayImport: ["harness/model"] },
  { path: "harness/profile", mayImport: ["harness/model"] },
  { path: "harness/run", mayImport: [...BASE, "harness/device", "harness/prerequisites", "harness/cost"] },
  { path: "harness/selftest", mayImport: [...BASE, "harness/device", "harness/cost", "harness/run"] },
  { path: "reports", mayImport: ["harness/model"] },
  { path: "harness/history", mayImport: [...BASE, "harness/cost", "reports"] },
  { path: "harness/mod.ts", mayImport: ["harness/model"] },
  { path: "scenarios", mayImport: ["harness/mod.ts", "harness/model"] },
  {
    path: "harness/cli",
    mayImport: [
      ...BASE,
      "harness/device",
      "harness/prerequisites",
      "harness/cost",
      "harness/profile",
      "harness/run",
      "harness/selftest",
      "harness/history",
      "harness/mod.ts",
      "scenarios",
      "reports",
    ],
  },
  { path: "harness/main.ts", mayImport: ["harness/cli", "harness/host"] },
];

/** The layer a file belongs to, null for files outside the table (developer tools). */
export function layerOf(path: string): Layer | null {
  return LAYERS.find((layer) => path === layer.path || path.startsWith(`${layer.path}/`)) ?? null;
}
