// Trigger files in memory, with what somebody may have planted at their paths.
import { HarnessError } from "../model/harness_error.ts";
import type { Removal, TriggerFileFacts, TriggerFiles, TriggerPathState } from "../ports/trigger_runner.ts";
import type { StepTrace } from "./step_trace.ts";

/** Guards paths that exist in a map only. */
export class MemoryTriggerFiles implements TriggerFiles {
  readonly #trace: StepTrace;
  readonly #states = new Map<string, TriggerPathState>();

  constructor(trace: StepTrace) {
    this.#trace = trace;
  }

  /** Puts something at a path; `absent` takes it away, as an antivirus does. */
  put(path: string, state: TriggerPathState): void {
    this.#states.set(path, state);
  }

  /** Paths at which a file of ours is. */
  get ours(): readonly string[] {
    return [...this.#states].filter(([, { kind }]) => kind === "ours").map(([path]) => path);
  }

  inspect(path: string): Promise<TriggerPathState> {
    return Promise.resolve(this.#at(path));
  }

  look(path: string): Promise<TriggerFileFacts> {
    const present = this.#at(path).kind !== "absent";
    const ours = this.#at(path).kind === "ours";
    return Promise.resolve({ present, regular: ours, ours, asWritten: ours });
  }

  remove(path: string): Promise<Removal> {
    return this.#trace.act(`remove ${path}`, () => {
      const state = this.#at(path);
      const { kind } = state;
      if (kind === "unreadable") {
        throw new HarnessError("trigger/removal-failed", `Cannot remove "${path}"`, { hint: "Remove it" });
      }
      if (kind === "ours") this.put(path, { kind: "absent" });
      if (kind === "unsafe") return { kind: "left", why: state.why };
      return kind === "ours" ? { kind: "removed", otherNames: 0 } : { kind: "absent" };
    });
  }

  removeFolder(path: string): Promise<Removal> {
    return this.#trace.act(`remove folder ${path}`, () => ({ kind: "removed", otherNames: 0 }));
  }

  #at(path: string): TriggerPathState {
    return this.#states.get(path) ?? { kind: "absent" };
  }
}
