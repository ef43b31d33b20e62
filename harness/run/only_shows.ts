// What is said where a command would act on a recording.
import { HarnessError } from "../model/harness_error.ts";

/** The refusal. */
export function onlyShows(): HarnessError {
  return new HarnessError("usage/invalid", "Cannot do this on a recording: it only shows what was", {
    hint: "Use a device; check, verify, parse and profile effective take a recording as well",
  });
}
