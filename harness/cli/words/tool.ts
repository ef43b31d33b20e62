// The name and version that `--version` and every record give.

/** This tool. The version equals the one of `deno.json`, which a test compares. */
export const TOOL = { name: "bmverify", version: "0.1.0" } as const;
