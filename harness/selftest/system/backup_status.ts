// Whether Time Machine makes a backup, which disturbs a measurement as much as any work.
import { parseBackupRunning } from "../../cost/sampling/macos_state.ts";
import type { Assumption } from "../assumption.ts";
import { answerOf, textOf } from "../read_output.ts";

export const BACKUP_STATUS: Assumption = {
  id: "backup-status",
  belief: "tmutil says whether a backup is running, without root",
  method: "/usr/bin/tmutil status",
  source: "tmutil(8)",
  verdictsRestOnIt: false,
  needs: "machine",
  platform: "darwin",
  probe: answerOf(["/usr/bin/tmutil", "status"], (output) => {
    const running = parseBackupRunning(textOf(output));
    return running === null ? null : running ? "A backup is running" : "No backup is running";
  }),
};
