// The antivirus of the simulated device: takes away the standard antivirus test file, and knows nothing else.
import type { DeviceLayout } from "../device/device_state.ts";
import type { ThreatRecorder } from "../device/threat_recorder.ts";

// In pieces, so that no antivirus takes this file away.
const TEST_STRING = [
  ...["X5O!P", "%@AP[4\\PZX", "54(P^)7CC)7}"],
  ...["$EICAR-STAN", "DARD-ANTI", "VIRUS-TEST", "-FILE!$H+H*"],
].join("");
/** The test file may end in white space up to this length. */
const LONGEST_BYTES = 128;
const RECORD_DELAY_MS = 300;

/** Takes files that changed; `isEffective` tells whether real-time protection works at this moment. */
export class TestFileGuard {
  readonly #layout: DeviceLayout;
  readonly #recorder: ThreatRecorder;

  constructor(layout: DeviceLayout, recorder: ThreatRecorder) {
    this.#layout = layout;
    this.#recorder = recorder;
  }

  /** Moves the file to quarantine and records it when it is the test file. */
  see(path: string): void {
    if (!isTestFile(path)) return;
    try {
      Deno.renameSync(path, `${this.#layout.quarantine}/${crypto.randomUUID()}`);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      throw error;
    }
    setTimeout(
      () => this.#recorder.record({ name: "Virus:DOS/EICAR_Test_File", type: "virus", reuse: false }),
      RECORD_DELAY_MS,
    );
  }
}

/** Whether that content is the test file: the string, then nothing but white space. */
export function isTestContent(content: string): boolean {
  return content.startsWith(TEST_STRING) && content.length <= LONGEST_BYTES &&
    content.trimEnd() === TEST_STRING;
}

/** Synchronous: a file of interest is seldom, and an asynchronous look at every change would cost more than the look. */
function isTestFile(path: string): boolean {
  try {
    const { isFile, size } = Deno.lstatSync(path);
    if (!isFile || size < TEST_STRING.length || size > LONGEST_BYTES) return false;
    return isTestContent(Deno.readTextFileSync(path));
  } catch {
    // Gone again, or not ours to read.
    return false;
  }
}
