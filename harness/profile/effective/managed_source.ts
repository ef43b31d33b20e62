// One place where managed settings may lie: absent, unreadable (which is not absent), or read and checked.
import { HarnessError, type Problem, toProblem } from "../../model/harness_error.ts";
import type { Finding } from "../words/finding.ts";
import { lintProfile } from "../lint/lint_profile.ts";
import type { DictNode } from "../words/profile_node.ts";
import type { ProfileFile } from "../read/read_profile.ts";

/** What was found at a place. */
export type ManagedSource =
  & {
    readonly path: string;
    /** `device` is where the agent looks; `user` is where a profile of the wrong channel lands. */
    readonly channel: "device" | "user";
  }
  & (
    | { readonly kind: "absent" }
    | { readonly kind: "unreadable"; readonly problem: Problem }
    | {
      readonly kind: "read";
      readonly settings: DictNode;
      /** Findings that can make the agent reject the settings. */
      readonly errors: readonly Finding[];
      /** ISO 8601; null where nobody knows. */
      readonly modifiedAt: string | null;
    }
  );

/** Rules about the file as it is handed to a tool, and about the profile around the settings; on the device they mean nothing. */
const DELIVERY_RULES: ReadonlySet<string> = new Set([
  "wrong-kind",
  "wrong-file-name",
  "no-defender-payload",
  "missing-payload-key",
  "wrong-payload-value",
  "user-scope",
]);

/** Reads what lies at a place. */
export async function readManagedSource(
  file: ProfileFile,
  { channel, modifiedAt }: { readonly channel: "device" | "user"; readonly modifiedAt: string | null },
): Promise<ManagedSource> {
  const place = { path: file.name, channel };
  try {
    const { report, context } = await lintProfile(file);
    if (report.problem !== null) return { ...place, kind: "unreadable", problem: report.problem };
    const settings = context?.profile.settings.find(({ domain }) => domain === "com.microsoft.wdav")
      ?.settings;
    const errors = report.findings.filter(({ severity, rule }) =>
      severity === "error" && !DELIVERY_RULES.has(rule)
    );
    if (settings === undefined) return { ...place, kind: "unreadable", problem: noSettings(file.name) };
    return { ...place, kind: "read", settings, errors, modifiedAt };
  } catch (thrown) {
    return { ...place, kind: "unreadable", problem: toProblem(thrown) };
  }
}

function noSettings(name: string): Problem {
  return toProblem(
    new HarnessError("profile/unreadable", `Cannot find settings of the agent in "${name}"`, {
      hint: `Run "profile lint ${name}"`,
    }),
  );
}
