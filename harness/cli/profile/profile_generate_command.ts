// `profile generate`: a new profile, or keys merged into one that exists.
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import { HarnessError } from "../../model/harness_error.ts";
import type { Host } from "../../ports/host.ts";
import {
  DEFAULT_IDENTIFIER,
  DEFAULT_ORGANIZATION,
  fileNameFor,
  type GeneratedProfile,
  generateProfile,
  type ProfileRequest,
} from "../../profile/write/generate_profile.ts";
import { lintProfile } from "../../profile/lint/lint_profile.ts";
import { mergeProfile } from "../../profile/write/merge_profile.ts";
import { renderGuide } from "../../profile/write/render_guide.ts";
import { readProfileFile } from "./read_profile_file.ts";
import type { Finding, RuleId } from "../../profile/words/finding.ts";
import type { Tool } from "../../profile/words/tool.ts";

/** Values of the options of `profile generate`. */
export interface GenerateOptions {
  readonly for: Tool;
  readonly bm: "enabled" | "disabled";
  readonly previewKeys?: true;
  readonly rtp?: "on" | "off";
  readonly cloud?: "on" | "off";
  readonly tamper?: "disabled" | "audit" | "block";
  readonly organization?: string;
  readonly identifier?: string;
  readonly merge?: string;
  readonly out?: string;
  readonly guide?: true;
  readonly force?: true;
}

/** What of the machine the command uses. */
export type GenerateHost = Pick<Host, "terminal" | "readInput" | "profileFiles">;

/** Runs `profile generate`: exit 1 when what came out still has errors, which only a merge can bring about. */
export async function runProfileGenerate(host: GenerateHost, options: GenerateOptions): Promise<ExitCode> {
  const request = requestOf(options);
  if (options.guide === true && options.out === undefined) {
    host.terminal.write(guide(options, fileNameFor(options.for)));
    return EXIT_CODE.pass;
  }
  const profile = options.merge === undefined
    ? await generateProfile(request)
    : await mergeProfile(await readProfileFile(host, options.merge), request);
  const findings = await findingsIn(profile, options);
  if (options.merge !== undefined) refuseContradiction(options.merge, findings);
  await deliver(host, profile, options);
  return tellFindings(host, findings);
}

/** What two settings of one profile can say that cannot hold at the same time. */
const CONTRADICTIONS: ReadonlySet<RuleId> = new Set<RuleId>([
  "bm-keys-disagree",
  "bm-with-passive-mode",
  "bm-without-cloud-protection",
  "bm-without-real-time-protection",
  "enforcement-contradicts",
]);

/** A merged profile that contradicts itself would be installed and do something else than was asked for. */
function refuseContradiction(file: string, findings: readonly Finding[]): void {
  const found = findings.filter(({ rule, severity }) =>
    CONTRADICTIONS.has(rule) && (severity === "error" || rule === "enforcement-contradicts")
  );
  if (found.length === 0) return;
  const paths = [...new Set(found.map(({ path }) => `"${path}"`))].join(" and ");
  throw new HarnessError(
    "profile/contradiction",
    `Cannot merge settings into "${file}": the result would contradict itself: ${
      found.map(({ what }) => what).join("; ")
    }`,
    { hint: `Change or remove ${paths} there first, or ask for settings that go with it` },
  );
}

function requestOf(options: GenerateOptions): ProfileRequest {
  const identifier = options.identifier ?? DEFAULT_IDENTIFIER;
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(identifier)) {
    throw new HarnessError(
      "usage/invalid",
      `Cannot use the identifier "${identifier}": it is no reverse domain name`,
      {
        hint: 'Use letters, digits, "." and "-", like "com.example.defender.bm"',
      },
    );
  }
  return {
    tool: options.for,
    behaviorMonitoring: options.bm,
    previewKeys: options.previewKeys === true,
    realTimeProtection: options.rtp ?? null,
    cloudProtection: options.cloud ?? null,
    tamperProtection: options.tamper ?? null,
    organization: options.organization ?? DEFAULT_ORGANIZATION,
    identifier,
  };
}

async function deliver(
  host: GenerateHost,
  profile: GeneratedProfile,
  options: GenerateOptions,
): Promise<void> {
  if (options.out === undefined) return host.terminal.writeFile(profile.text);
  const folder = options.out.replace(/\/+$/, "");
  const path = folder === "." ? profile.fileName : `${folder}/${profile.fileName}`;
  await host.profileFiles.write(path, profile.text, { replace: options.force === true });
  if (options.guide === true) return host.terminal.write(guide(options, path));
  host.terminal.write(`${path}\n`);
}

function guide(options: GenerateOptions, fileName: string): string {
  return renderGuide({ tool: options.for, fileName, behaviorMonitoring: options.bm });
}

async function findingsIn(profile: GeneratedProfile, options: GenerateOptions): Promise<readonly Finding[]> {
  const file = { name: profile.fileName, bytes: new TextEncoder().encode(profile.text) };
  return (await lintProfile(file, { tool: options.for })).report.findings;
}

function tellFindings(host: GenerateHost, findings: readonly Finding[]): ExitCode {
  const found = findings.filter(({ severity }) => severity !== "info");
  for (const { severity, what, remedy, line, rule } of found) {
    host.terminal.writeError(`bmverify: ${severity} on line ${line ?? "-"}: ${what}. ${remedy} [${rule}]\n`);
  }
  return found.some(({ severity }) => severity === "error") ? EXIT_CODE.fail : EXIT_CODE.pass;
}
