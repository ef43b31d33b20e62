// A simulated device as the catalogue tells it: what it is, what `verify --yes` has to make of it, and what it costs.
import type { ExitCode } from "./exit_code.ts";
import type { RunReason, RunVerdict } from "./verdict.ts";

/** What a run on a simulated device has to come to. */
export interface ExpectedOutcome {
  /** Command and options, without the device: `verify --yes`. */
  readonly command: string;
  readonly verdict: RunVerdict;
  readonly reason: RunReason;
  readonly exitCode: ExitCode;
}

/** One line of `simulate list`. */
export interface SimulatedProfile {
  readonly id: string;
  readonly description: string;
  readonly expected: ExpectedOutcome;
}

/**
 * Where the parts of a running simulated device stand below its root. Literal types: the simulator shares no code with
 * the harness, and still the two cannot come to differ.
 */
export interface SimulatedLayout {
  readonly mdatp: "bin/mdatp";
  /** Stands for `/tmp`. */
  readonly triggerFolder: "tmp";
  /** Folder whose on-access events cost the agent something. */
  readonly workFolder: "work";
  /** Who the device is: a {@linkcode SimulatedIdentity}. */
  readonly identity: "state/device.json";
  /** What its processes complained about. */
  readonly complaints: "state/stderr.log";
}

/** What everybody may know of a running simulated device. */
export interface SimulatedIdentity {
  readonly profile: string;
}

/** What the core of a simulated device says on its first line, as JSON. */
export type SimulatorAnswer =
  | { readonly kind: "ready"; readonly processes: readonly StartedProcess[] }
  | { readonly kind: "unknown-profile"; readonly known: readonly string[] };

/** A process of a simulated device as it was started; one that dies is started again under another number. */
export interface StartedProcess {
  readonly name: string;
  readonly pid: number;
}

/** A value for behavior monitoring off and one for on. */
export interface OffOn {
  readonly off: number;
  readonly on: number;
}

/**
 * CPU and memory that the processes of a simulated device really use: the truth that measurements are calibrated
 * against. CPU shares are parts of one core (0.05 = 5 %).
 */
export interface SimulatedCost {
  /** Of `wdavdaemon_unprivileged`, for each event of the file system below the watched folders. */
  readonly eventCpuUs: OffOn;
  /** Of `wdavdaemon_unprivileged`, all the time. */
  readonly steadyCpuShare: OffOn;
  /** Memory of `wdavdaemon_unprivileged` beyond what the program itself needs. */
  readonly heldBytes: OffOn;
  /** Memory of `wdavdaemon_unprivileged` that is never given back, per second. */
  readonly leakBytesPerSecond: OffOn;
  /** Of `wdavdaemon`, all the time. */
  readonly coreCpuShare: number;
  /** Of `wdavdaemon_enterprise`, all the time. */
  readonly enterpriseCpuShare: number;
  /** Mean of random bursts in both, whatever behavior monitoring does; 0 for none. */
  readonly noiseCpuShare: number;
  /** `wdavdaemon_unprivileged` dies after this time and comes back; null when it does not. */
  readonly restartEveryMs: number | null;
}
