// Words that the agent's and the program's own sentences are made of. A device or a user that bears one of them is not
// looked for in running text: "Defender for Endpoint for Mac" does not speak of a host called "mac".
import type { RunRecord } from "../../harness/model/record/run_record.ts";
import type { Scenario } from "../../harness/model/scenario.ts";

const WORDS = `
  a about after again all allowed also an and any are as at be because been before behind below but by came can cannot
  did does each else end ended ends every few first for found from further gave get give gives given go goes had has have
  help here how if in into is it its kept last later least left less like made make many may means more most much must
  name named names nearly needs never new next no none not nothing now of off often old on once one only open or other
  out over own per right run running runs same says see seen set since so some still such take taken tell than that the
  their them then there these they this those three time to told too two under unless until up used very was wait way
  well were what when where whether which while who whole whose why will with within without wrong yes yet you your
  access action active activity agent alert alerts allow analysis anti antivirus app apple application applications
  arm audit automatic background bash behavior behaviour beta block blocks build bundle cache cause change channel check
  child client clock cloud code command computer config configuration conflict connection console control cost cpu
  current daemon data date day days default defender definitions demo demonstration desktop detail details detection
  detections device diagnostic directory disk document dogfood early edr endpoint engine enforcement enrolled enrolment
  entry error event evidence exclusion exclusions exit expiration explanation extension external fact features feedback
  file files finding folder footprint full guest harness health healthy hint history host hour hours id identifier
  information install installed insider intel interval intune issue issues jamf journal key kill killed known laptop
  level licence license licensed limit line lines linux list local lock log mac macbook machine macos macs malware
  managed management mdatp measure measurement memory message microsoft mini minute minutes mode monitor monitoring
  month network office official onboarded operating option order organisation organization output page passive password
  path paths permission person pid platform policy portal practice preference preferences prerequisite preview privilege
  problem process processes product production profile program programs protection question quick quiet rate reading
  ready real reason record recorded release remedy removed report reports required restore result ring root rule safe
  sample scan scenario script second seconds security sensor server service session setting settings shell signal
  silicon simulated software source staff standard start started state statistics status step stop stopped store studio
  support suspicious system table tamper target task team temporary terminal test tests text threat threats title tool
  trace trigger triggered troubleshooting type unit unknown unmet update user users value variant vendor verdict verify
  bmverify darwin disabled enabled fail failed inconclusive info met pass prompt recommended restored skipped
  version virtual virus wheel windows word work workload workstation zone zsh
`;

const ORDINARY: ReadonlySet<string> = new Set(wordsOf(WORDS));

/** Tells names that are made of ordinary words alone, or of words of the texts that are the same on every device. */
export function ordinaryNames(fixedTexts: readonly string[] = []): (name: string) => boolean {
  const fixed = new Set(fixedTexts.flatMap(wordsOf));
  return (name) => wordsOf(name).every((word) => ORDINARY.has(word) || fixed.has(word));
}

/**
 * Texts of a record that no device has a part in: ids, titles, reasons. What its scenarios are called is taken from the
 * catalogue, not from the record, where it is a text like any other.
 */
export function fixedTextsOf(
  { policy, prerequisites, scenarios, problems }: RunRecord,
  catalogue: readonly Pick<Scenario, "id" | "title" | "portalAlert">[],
): readonly string[] {
  return [
    policy.id,
    policy.title,
    policy.source,
    ...prerequisites.flatMap(({ id, title }) => [id, title]),
    ...catalogue.flatMap(({ id, title, portalAlert }) => [id, title, portalAlert ?? ""]),
    ...scenarios.flatMap(({ expectation, reason, attempts }) => [
      expectation,
      reason,
      ...attempts.map((attempt) => attempt.reason),
    ]),
    ...problems.map(({ code }) => code),
  ];
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
