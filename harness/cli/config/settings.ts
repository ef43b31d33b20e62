// What can be set once for all runs, by three names for one thing: the key in the file, the option and the variable of
// the environment. Consent is not among them, nor anything that leaves a device changed: a person says that each time.

/** Something that can be set. */
export interface Setting {
  /** Its key in the file: `verify.deadline`. */
  readonly key: string;
  /** The option that says the same: `--deadline`. */
  readonly flag: string;
  /** The variable that says the same: `BMVERIFY_DEADLINE`. */
  readonly variable: string;
  /** `seconds`: the option keeps them as milliseconds; `ids`: a table in the file, of which the option takes one entry at a time; `list`: words with commas between them. */
  readonly kind: "value" | "seconds" | "switch" | "list" | "ids";
  /** A path in the file begins at the folder of the file. */
  readonly isPath?: true;
  /** Counts only where the command line does what it belongs to; left out: always. */
  readonly onlyWhen?: (command: string, given: Readonly<Record<string, unknown>>) => boolean;
}

/** Where a value comes from: what stands first goes before what follows. */
export type Source = "flag" | "environment" | "file" | "default";

const PREFIX = "BMVERIFY_";

/** The variable that names the file. */
export const FILE_VARIABLE = `${PREFIX}CONFIG`;

type When = NonNullable<Setting["onlyWhen"]>;

/** A run of `verify` that measures nothing is refused the words of a measurement. */
const isMeasured: When = (command, { measure }) => command !== "verify" || measure === true;
/** A quick look has a size of its own, and judges nothing. */
const isWhole: When = (command, given) => isMeasured(command, given) && given.quick !== true;

/** All of them, in the order in which they are shown. */
export const SETTINGS: readonly Setting[] = [
  setting("policy", "--policy", "value"),
  setting("attest", "--attest", "ids"),
  setting("waive", "--waive", "ids"),
  setting("out", "--out", "value", { isPath: true }),
  setting("reporters", "--reporter", "list"),
  setting("settle", "--settle", "seconds"),
  setting("restore-first", "--restore-first", "switch"),
  setting("sign", "--sign", "value", { isPath: true }),
  setting("verify.scenarios", "--scenario", "list"),
  setting("verify.repeats", "--repeats", "value"),
  setting("verify.deadline", "--deadline", "seconds"),
  setting("verify.grace", "--grace", "seconds"),
  setting("verify.measure", "--measure", "switch"),
  setting("measure.workloads", "--workload", "list", { onlyWhen: isMeasured }),
  setting("measure.blocks", "--blocks", "value", { onlyWhen: isWhole }),
  setting("measure.block-seconds", "--block-seconds", "seconds", { onlyWhen: isMeasured }),
  setting("measure.rate", "--rate", "value", { onlyWhen: isMeasured }),
  setting("measure.folder", "--folder", "value", { onlyWhen: isMeasured, isPath: true }),
  setting("measure.budgets", "--budget", "list", { onlyWhen: isWhole }),
];

function setting(
  key: string,
  flag: string,
  kind: Setting["kind"],
  more: Pick<Setting, "isPath" | "onlyWhen"> = {},
): Setting {
  const name = key.slice(key.lastIndexOf(".") + 1).toUpperCase().replaceAll("-", "_");
  return { key, flag, kind, variable: `${PREFIX}${name}`, ...more };
}
