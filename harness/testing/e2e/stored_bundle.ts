// A bundle of a real run on a simulated device, made once and copied for each test that changes it.
import { assertEquals } from "@std/assert";
import { copyBundle } from "./forge_bundle.ts";
import { type Ended, makeScratch, runBmverify, type Scratch } from "./run_bmverify.ts";

const DEMONSTRATION = "behavior-monitoring.change-file-test";

/** Runs the demonstration on a device whose behavior monitoring is off. */
export async function verifyOnce(
  scratch: Scratch,
  more: readonly string[] = ["--quiet"],
  { profile = "off-by-default", scenario = DEMONSTRATION }: { profile?: string; scenario?: string } = {},
): Promise<Ended> {
  return await runBmverify([
    ...["verify", "--device", `simulated:${profile}`, "--yes", "--deadline", "4", "--settle", "0.2"],
    ...["--scenario", scenario, ...more, ...scratch.options],
  ]);
}

/** A stored bundle that nobody may change. */
export class StoredBundle implements AsyncDisposable {
  readonly #scenario: string | undefined;
  #made: Promise<{ readonly scratch: Scratch; readonly folder: string }> | null = null;

  constructor(scenario?: string) {
    this.#scenario = scenario;
  }

  /** Its folder; the run is made when it is first asked for. */
  async folder(): Promise<string> {
    return (await (this.#made ??= this.#make())).folder;
  }

  /** A copy below a folder. */
  async copyTo(folder: string): Promise<string> {
    return await copyBundle(await this.folder(), `${folder}/bundle`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#made)?.scratch[Symbol.asyncDispose]();
  }

  async #make(): Promise<{ readonly scratch: Scratch; readonly folder: string }> {
    const scratch = await makeScratch();
    const scenario = this.#scenario;
    const { code, stderr } = await verifyOnce(
      scratch,
      ["--quiet"],
      scenario === undefined ? {} : { scenario },
    );
    assertEquals(code, 0, stderr);
    return { scratch, folder: await Deno.realPath(`${scratch.out}/latest`) };
  }
}
