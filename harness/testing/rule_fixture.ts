// Short ways to write profiles for the tests of the rules.
import { type LintedProfile, type LintOptions, lintProfile } from "../profile/lint/lint_profile.ts";

const encode = (text: string) => new TextEncoder().encode(text);
/** A property list around some keys. */
export const plist = (inner: string): string =>
  `<plist version="1.0">\n<dict>\n${inner}\n</dict>\n</plist>\n`;
/** A key with a dictionary. */
export const dict = (key: string, inner: string): string => `<key>${key}</key><dict>${inner}</dict>`;
/** The switch, on. */
export const BM = "<key>behaviorMonitoring</key><string>enabled</string>";
/** Both switches, on. */
export const BOTH = dict("antivirusEngine", BM) + dict("features", BM);
/** Both switches, on, and more below the first section. */
export const engine = (inner: string): string => dict("antivirusEngine", BM + inner) + dict("features", BM);

/** Checks a text under a name. */
export async function lint(
  text: string,
  { name = "wdav.plist", ...options }: LintOptions & { readonly name?: string } = {},
): Promise<LintedProfile> {
  return await lintProfile({ name, bytes: encode(text) }, options);
}

/** Severity and rule of each finding. */
export async function found(
  text: string,
  options: LintOptions & { readonly name?: string } = {},
): Promise<readonly string[]> {
  const { report } = await lint(text, options);
  return report.findings.map(({ rule, severity }) => `${severity} ${rule}`);
}
