// Examples for the help of every command, by its path. A test runs each through the command tree.

/** A command to type, and what it does. */
export type Example = readonly [command: string, does: string];

/** One or two for each command; the empty path is the program itself. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  "": [
    ["bmverify check", "what is missing before a device can be verified; changes nothing"],
    ["sudo bmverify verify", "the whole run; asks before it triggers"],
    ["bmverify verify --device simulated --narrate", "the same told step by step, without a Mac"],
  ],
  "verify": [
    ["sudo bmverify verify --narrate --step", "a demonstration for an audience, Enter by Enter"],
    ["sudo bmverify verify --yes --reporter junit,json --out out", "unattended, for a nightly job"],
    [
      "sudo bmverify verify --repeats 10 --attest enrolled='Ann Lee, saw it in the portal'",
      "ten attempts, a rate, and who says so",
    ],
  ],
  "check": [
    ["bmverify check --json", "for scripts; exit 0 when nothing stands in the way"],
    ["bmverify check --waive release-ring='moves on Monday@2026-12-31'", "as if it were met, until then"],
  ],
  "selftest": [["sudo bmverify selftest", "whether what verdicts rest on holds on this machine"]],
  "measure": [
    ["sudo bmverify measure --quick", "a look in two minutes that is no evidence"],
    ["sudo bmverify measure --workload build,archive --budget cpu.mean=5", "a limit, judged"],
  ],
  "record": [["sudo bmverify record --show", "what a recording would hold, without writing it"]],
  "enable": [["sudo bmverify enable --settle 10", "on, and read again after ten seconds"]],
  "disable": [["sudo bmverify disable --dry-run", "what it would do, without doing it"]],
  "restore": [["sudo bmverify restore", "undo what a killed run left"]],
  "parse": [
    ["bmverify parse health.txt", "what it is gets told by looking"],
    ["bmverify parse threats saved.txt", "a list of detections as JSON"],
  ],
  "judge": [
    ["bmverify judge reports/out/latest", "the verdict again, from the raw outputs"],
    ["bmverify judge --before before.txt --after after.txt --ended killed", "of pasted text"],
  ],
  "report": [
    ["bmverify report reports/out/latest --verify", "whether anything in it was changed"],
    ["bmverify report reports/out/latest --redact --reporter html", "a copy to hand on"],
  ],
  "compare": [
    ["bmverify compare out/LAST out/latest", "what changed since, and in what context"],
    ["bmverify compare before.tar.gz facts.ndjson --json", "for scripts; exit 1 when the second is worse"],
  ],
  "history": [["bmverify history list", "every run, and what changed from one to the next"]],
  "history list": [["bmverify history list --evidence simulated", "the runs on simulated devices"]],
  "history show": [["bmverify history show 2026-11-23", "the facts of the last run of that night"]],
  "history trend": [["bmverify history trend --open", "the page, in the browser"]],
  "history gate": [["bmverify history gate --strict", "for a nightly job: 1 worse, 3 cannot tell"]],
  "history accept": [
    ["bmverify history accept 2026-11-23 --because 'new agent, costs as announced'", "the new normal"],
  ],
  "history first-bad": [["bmverify history first-bad", "since when, and whether one thing alone changed"]],
  "history rebuild": [["bmverify history rebuild reports/out", "from the bundles that are there"]],
  "history prune": [
    ["bmverify history prune --keep 400", "forget what is older"],
    ["bmverify history prune --bundles reports/out --keep-bundles 30", "older bundles become facts alone"],
  ],
  "profile": [
    ["bmverify profile generate --for intune --guide", "a profile, and where to click"],
    ["bmverify profile lint com.microsoft.wdav.mobileconfig", "what is wrong with one"],
  ],
  "profile generate": [["bmverify profile generate --for jamf --out profiles", "the file that Jamf wants"]],
  "profile lint": [["bmverify profile lint --fix *.mobileconfig", "with mended copies beside them"]],
  "profile effective": [["sudo bmverify profile effective", "why a device does not follow its profile"]],
  "scenarios": [["bmverify scenarios list", "what verify can run"]],
  "scenarios list": [["bmverify scenarios list --quiet", "the ids alone"]],
  "scenarios show": [["bmverify scenarios show behavior-monitoring.change-file-test", "the script, and why"]],
  "simulate": [["bmverify simulate list", "the simulated devices, and what verify makes of each"]],
  "simulate list": [["bmverify simulate list --json", "for scripts"]],
  "simulate start": [["bmverify simulate start flaky", "an mdatp to type at, until Ctrl-C"]],
  "config": [["bmverify config show", "what counts for the next run, and who says so"]],
  "config show": [
    ["bmverify config show --config nightly.toml", "what that file would set"],
    [
      "bmverify config show --policy ga --json",
      "an option goes before the environment, and that before the file",
    ],
  ],
  "completions": [
    ["bmverify completions bash >> ~/.bashrc", "from the next shell on; zsh: ~/.zshrc, behind compinit"],
    ["bmverify completions fish > ~/.config/fish/completions/bmverify.fish", "for fish"],
  ],
};

/** As the help shows them; nothing for a command without any. */
export function examplesInWords(path: string): string {
  const lines = (EXAMPLES[path] ?? []).map(([command, does]) => `  ${command}\n      ${does}`);
  return lines.length === 0 ? "" : `\nExamples:\n${lines.join("\n")}`;
}
