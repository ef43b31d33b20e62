// `record`: what a device answers, and one demonstration on it, as a redacted archive that can stand for the device.
import { createArchive } from "../../../reports/stored/archive.ts";
import { EXIT_CODE, type ExitCode } from "../../model/exit_code.ts";
import type { RestoreRecord } from "../../model/record/run_record.ts";
import { sha256 } from "../../model/sha256.ts";
import type { Bundle } from "../../ports/bundle.ts";
import type { Host, ScratchFolder } from "../../ports/host.ts";
import type { PolicyWord } from "../../prerequisites/choose_policy.ts";
import { type LockedRun, runOnDevice } from "../../run/run_on_device.ts";
import type { ProbedAssumption } from "../../selftest/run_selftest.ts";
import { openRun } from "../open_run.ts";
import { redactBundle } from "../report/redact_bundle.ts";
import { planVerify, type VerifyOptions } from "../verify/verify_plan.ts";
import { consentAsker } from "../showing/consent_asker.ts";
import { verifyOnDevice } from "../verify/verify_on_device.ts";
import { DEFAULT_DEADLINE_MS } from "../words/run_options.ts";
import type { DeviceOptions } from "../words/device_options.ts";
import { keepAnswers, keepList } from "./keep_answers.ts";
import { everyLine, type RecordedFile, reviewOf } from "./review_recording.ts";
import { jsonText } from "../../model/text/printable.ts";

/** Values of the options of `record`. */
export interface RecordOptions extends DeviceOptions {
  readonly policy: PolicyWord;
  readonly out: string;
  readonly watchMs: number;
  readonly settleMs: number | undefined;
  readonly consent?: true;
  readonly restoreFirst?: true;
  readonly show?: true;
  readonly yes?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

/** What recording gave. */
interface Recorded {
  readonly restored: RestoreRecord;
  readonly probed: readonly ProbedAssumption[];
}

/** Runs `record`: exit 0 when the recording is written, 3 when it is not, 5 when the device could not be put back. */
export async function record(host: Host, options: RecordOptions): Promise<ExitCode> {
  const scratch = await host.makeScratch();
  try {
    return await recordIn(host, options, scratch);
  } finally {
    await scratch.remove();
  }
}

async function recordIn(host: Host, options: RecordOptions, scratch: ScratchFolder): Promise<ExitCode> {
  const plan = await planVerify(host, verifyWords(options));
  const askConsent = consentAsker(host, { ...plan, isSimulated: plan.frame.device.profile !== null });
  const say = (text: string) =>
    options.quiet === true ? undefined : host.terminal.writeError(`bmverify: ${text}\n`);
  return await runOnDevice(host, {
    plan: plan.frame,
    open: async (runId) => {
      // What is not redacted yet lies where only its owner reads it, and goes with the command.
      const bundle = await host.openBundle(scratch.folder, runId);
      return { bundle, follower: { log: bundle.log } };
    },
    act: async (locked): Promise<Recorded> => {
      const { device, interruption: { signal }, kept: { bundle } } = locked;
      say(whoIsAsked(host));
      const keeping = { device, evidence: bundle.evidence, signal };
      say("Asking the machine and the agent; nothing is triggered or changed");
      const probed = await keepAnswers(host, keeping);
      say("Checking the device, and running the demonstration if there is consent");
      const restored = await verifyOnDevice(host, { ...plan, askConsent }, locked, {
        afterwards: async () => {
          if (!bundle.events().some(({ kind }) => kind === "trigger-started")) return;
          say(`Asking for the list once a second for ${options.watchMs / 1000} s`);
          await keepList(host, keeping, options.watchMs);
        },
      });
      return { restored, probed };
    },
    report: (locked, recorded) => finish(host, options, { locked, recorded, scratch }),
  });
}

function verifyWords({ consent, settleMs, ...options }: RecordOptions): VerifyOptions {
  return {
    ...options,
    ...(consent === undefined ? {} : { yes: consent }),
    attest: [],
    waive: [],
    scenario: [],
    repeats: 1,
    deadlineMs: DEFAULT_DEADLINE_MS,
    graceMs: undefined,
    settleMs,
    blockMs: undefined,
    workload: [],
    budget: [],
    reporter: [],
  };
}

/** Answers of the agent may differ by who asks. */
function whoIsAsked({ facts: { isRoot, startedBy } }: Pick<Host, "facts">): string {
  if (!isRoot) return "The agent is asked as this user only; with sudo in front, as root too";
  return startedBy === null || startedBy === "root"
    ? "The agent is asked as root only; from a user's terminal with sudo, as that user too"
    : `The agent is asked as root and as ${startedBy}`;
}

interface ToFinish {
  readonly locked: LockedRun<{ readonly bundle: Bundle }>;
  readonly recorded: Recorded;
  readonly scratch: ScratchFolder;
}

async function finish(
  host: Host,
  options: RecordOptions,
  { locked: { kept: { bundle }, interruption }, recorded: { restored, probed }, scratch }: ToFinish,
): Promise<ExitCode> {
  await bundle.seal();
  if (restored.status === "failed") {
    host.terminal.writeError(`bmverify: The device is not as it was found. ${restored.detail}\n`);
    return EXIT_CODE.notRestored;
  }
  if (interruption.signal.aborted) {
    return interruption.by === "SIGINT" ? EXIT_CODE.interruptedBySigint : EXIT_CODE.interruptedBySigterm;
  }
  const run = await openRun(host, { folder: bundle.folder, unverified: false });
  const place = `${scratch.folder}/redacted`;
  const findings = probed.map(({ assumption: { id, belief, source }, finding }) => ({
    id,
    belief,
    source,
    ...finding,
  }));
  await redactBundle(host, run, place, {
    keepsForm: true,
    further: new Map([["selftest.json", `${jsonText(findings)}\n`]]),
  });
  const files = await readAll(host, place);
  const { terminal, facts } = host;
  if (options.show === true) {
    terminal.write(everyLine(files));
    return EXIT_CODE.pass;
  }
  if (options.quiet !== true) terminal.write(reviewOf(files));
  const isWanted = options.yes === true ||
    (facts.isInteractive && await terminal.confirm("Write this recording? (--show prints every line of it)"));
  if (!isWanted) {
    terminal.writeError("bmverify: Nothing is written; --yes writes without asking\n");
    return EXIT_CODE.inconclusive;
  }
  const name = `recording-${bundle.runId}`;
  const archive = await archiveOf(name, files);
  await host.bundleFiles.write(options.out, `${name}.tar.gz`, archive);
  terminal.write(`${options.out}/${name}.tar.gz\n`);
  if (options.quiet !== true) {
    terminal.write(`SHA-256 ${await sha256(archive)}\n`);
    terminal.write(`Look at it with: bmverify check --device recorded:${options.out}/${name}.tar.gz\n`);
  }
  return EXIT_CODE.pass;
}

/** As a whole, since its digest is told. */
async function archiveOf(name: string, files: readonly RecordedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = createArchive(
    name,
    files.map(({ path, content }) => ({
      path,
      size: content.length,
      pieces: () => ReadableStream.from([content]),
    })),
  );
  return await new Response(ReadableStream.from(pieces)).bytes();
}

async function readAll(
  { bundleFiles }: Pick<Host, "bundleFiles">,
  folder: string,
): Promise<readonly RecordedFile[]> {
  const files: RecordedFile[] = [];
  for (const path of await bundleFiles.list(folder)) {
    files.push({ path, content: await bundleFiles.read(folder, path) });
  }
  return files;
}
