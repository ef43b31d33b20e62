// How the trial programs are started, with the permissions that each needs and no others.
import type { TrialPrograms } from "../../ports/trial_programs.ts";

const RUNTIME = [Deno.execPath(), "run", "--quiet", "--no-prompt", "--no-config", "--no-remote"] as const;

/** For one reading of no process: the sampler checks its counters against its own usage before it starts. */
const ONE_READING = JSON.stringify({ names: ["bmverify-selftest"], rateHz: 1, seconds: 0.1 });

/** The programs of this copy of the harness. */
export const TRIAL_PROGRAMS: TrialPrograms = {
  lock: [
    ...RUNTIME,
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "--allow-sys=uid",
    `--allow-run=${Deno.execPath()}`,
    pathOf("./lock_trial_program.ts"),
  ],
  files: [
    ...RUNTIME,
    "--allow-read",
    "--allow-write",
    "--allow-env",
    "--allow-sys=uid",
    pathOf("./file_trial_program.ts"),
  ],
  sampler: [...RUNTIME, "--allow-ffi", pathOf("../../cost/sampling/sampler_program.ts"), ONE_READING],
};

function pathOf(program: string): string {
  return decodeURIComponent(new URL(program, import.meta.url).pathname);
}
