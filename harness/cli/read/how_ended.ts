// How a trigger ended, as a person says it.
import { InvalidArgumentError } from "@commander-js/extra-typings";
import type { ChildRecord } from "../../model/record/run_record.ts";

/** By a signal, or with an exit code. */
export type HowEnded = Pick<ChildRecord, "exitCode" | "signal">;

/** Reads `killed`, `exit:0` or `signal:TERM`; the shell says "killed" of a death by SIGKILL. */
export function parseHowEnded(text: string): HowEnded {
  if (text === "killed") return { exitCode: null, signal: "SIGKILL" };
  const [, kind, value = ""] = /^(exit|signal):(\w{1,12})$/.exec(text) ?? [];
  if (kind === "exit" && /^\d{1,3}$/.test(value) && Number(value) <= 255) {
    return { exitCode: Number(value), signal: null };
  }
  const name = value.toUpperCase().replace(/^SIG/, "");
  if (kind === "signal" && (name === "9" || name === "KILL")) return { exitCode: null, signal: "SIGKILL" };
  if (kind === "signal" && /^[A-Z]+[12]?$|^\d{1,2}$/.test(name)) {
    return { exitCode: null, signal: /^\d/.test(name) ? name : `SIG${name}` };
  }
  throw new InvalidArgumentError("Give killed, exit:CODE or signal:NAME.");
}
