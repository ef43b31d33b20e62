/** @jsxRuntime automatic */
/** @jsxImportSource preact */
// For somebody who believes nothing of this: how the bundle is checked, what can be run again, and what no check of
// it can show, because somebody only said so.
import type { VNode } from "preact";
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import { commandWith, shellWord } from "../../harness/model/text/command_with.ts";
import { repeatCommand } from "../feedback/repeat_command.ts";
import { userWords } from "../views/program_words.ts";
import { Command, Section } from "./parts.tsx";

/** Section `check`. */
export function CheckSection({ record }: { readonly record: RunRecord }): VNode {
  return (
    <Section id="check" title="Check this yourself">
      <p>In the folder of the run:</p>
      <ul class="commands">
        {CHECKS.map(({ command, shows }) => (
          <li key={command}>
            <Command text={command} />
            <span>{shows}</span>
          </li>
        ))}
        {rerunCommands(record).map((command) => (
          <li key={command}>
            <Command text={command} />
            <span>The same again, on the same device.</span>
          </li>
        ))}
      </ul>
      <h3>What nobody can check afterwards</h3>
      <ul class="rules">
        {saidOnly(record).map((sentence) => <li key={sentence}>{sentence}</li>)}
      </ul>
    </Section>
  );
}

/** Commands that need nothing but the folder. */
const CHECKS: readonly { readonly command: string; readonly shows: string }[] = [
  {
    command: "shasum -a 256 -c SHA256SUMS",
    shows:
      "Every file is as the run left it (sha256sum on Linux). Whoever changes a file can change the list too, so:",
  },
  {
    command: "shasum -a 256 SHA256SUMS",
    shows:
      "The digest to quote and to compare: the run printed it at its end. It cannot stand here, because this page is one " +
      "of the files.",
  },
  {
    command: "bmverify report . --verify",
    shows:
      "Events and answers of the agent follow on each other and contradict each other nowhere. With --key KEY.pub also " +
      "who signed it, if SHA256SUMS.dsse.json is there.",
  },
  {
    command: "bmverify judge .",
    shows: "The verdict again, from the raw outputs alone.",
  },
  {
    command: "bmverify selftest",
    shows: "What is taken for granted about this kind of machine and agent, tried one by one; on the device.",
  },
];

/** What asks for the same again: the scenarios, and the measurement. */
function rerunCommands(record: RunRecord): readonly string[] {
  const { measurement, scenarios } = record;
  return [
    ...(scenarios.length === 0 ? [] : [verifyCommand(record)]),
    ...(measurement === null ? [] : [repeatCommand(record, measurement.plan)]),
  ];
}

function verifyCommand({ device: { chosenBy }, policy, options }: RunRecord): string {
  const words = [
    "bmverify verify",
    ...options.scenarios.map((id) => `--scenario ${shellWord(id)}`),
    ...(options.repeats === 1 ? [] : [`--repeats ${options.repeats}`]),
    `--deadline ${options.deadlineMs / 1000}`,
    `--grace ${options.graceMs / 1000}`,
    `--settle ${options.settleMs / 1000}`,
    ...(options.triggerVariant === "as-published" ? ["--as-published"] : []),
  ];
  return commandWith(words.join(" "), {
    ...chosenBy,
    policy: policy.chosenBy === "option" ? policy.id : undefined,
  });
}

function saidOnly(record: RunRecord): readonly string[] {
  const { options: { attested, attestations = [] }, device, consent, prerequisites } = record;
  const starter = userWords(device) ?? "who started the run";
  const waived = prerequisites.filter(({ waiver }) => waiver !== null).map(({ id }) => id);
  return [
    ...attested.map((id) => {
      const statement = attestations.find((one) => one.id === id)?.statement;
      return statement === undefined
        ? `Attested with --attest ${id}, by ${starter}; nobody else is named.`
        : `Attested with --attest ${id}, by: ${statement}.`;
    }),
    ...(attested.length === 0 ? ["Nothing was attested."] : []),
    ...(waived.length === 0 ? [] : [`Waived: ${waived.join(", ")}. The reasons stand below.`]),
    ...(device.platformAssumed ? [`That the system is ${SYSTEM[device.platform]}, was said, not read.`] : []),
    ...(consent?.given === true
      ? [
        consent.how === "option"
          ? `Consent was given with --yes, by ${starter}.`
          : `Consent was typed in a terminal, by ${starter}.`,
      ]
      : []),
    "The clock of the device, and that nobody with its root rights made up the whole bundle. A digest or signature " +
    "that was given to somebody else at once leaves no time for that.",
  ];
}

const SYSTEM = { darwin: "macOS", linux: "Linux" } as const;
