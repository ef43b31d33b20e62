// Published outputs of commands that the harness does not ask, with the reason: none of them is forgotten.

/** Files that no parser reads, and why. */
export const UNREAD_OUTPUTS: readonly { readonly files: readonly string[]; readonly why: string }[] = [
  {
    files: [
      "other/systemextensionsctl-101.26032.0016-reformatted.txt",
      "other/systemextensionsctl-101.26062.0009-epsext-enabled-netext-waiting.txt",
    ],
    why: "no parser reads the list of system extensions, because the agent itself tells of them: " +
      "health --details system_extensions",
  },
  {
    files: ["version/macos-101.26032.0016-reported.txt"],
    why: "no parser reads the version, because health carries it: app_version",
  },
];
